import { describe, expect, test } from '@jest/globals';
import type { MailOptions } from '../../adapters/email/mail.ts';
import { createOutgoing } from '../../adapters/outgoing/outgoing.ts';
import type { Content } from '../../adapters/outgoing/post.ts';
import type { ChannelTarget } from '../../core/alerts/channel-target.ts';
import type { Channel } from '../../core/ports/channel.ts';
import {
  type ChannelHome,
  openChannel,
  openOwnerChannel,
  type TextOptions,
} from '../../lambdas/runtime/open-channel.ts';
import { clock, message, publicUrl } from '../channels/http-channel.ts';
import { answering, httpReceiver } from '../channels/http-receiver.ts';
import { mailReceiver } from '../channels/mail-receiver.ts';
import { notReadyOf } from '../channels/not-ready-of.ts';
import { refusalOf } from '../channels/refusal-of.ts';

const ACCOUNT = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'secret-of-home', from: '+15005550006' };
const OWN = { accountSid: `AC${'1'.repeat(32)}`, authToken: 'secret-of-its-own' };
const TO = '+491701234567';

interface Posted extends Content {
  readonly url: string;
}

/** A home whose posts are noted in place of being sent, since some vendors' addresses are no setting. */
function noting(home: Partial<ChannelHome> = {}): { home: ChannelHome; posted: Posted[] } {
  const posted: Posted[] = [];
  const outgoing = {
    ...createOutgoing({ allowPrivateTargets: false }),
    async post(url: string, content: Content) {
      posted.push({ url, ...content });
      return { status: 200, headers: {}, text: '' };
    },
  };
  return { home: { publicUrl, outgoing, clock, ...home }, posted };
}

/** A home that may reach this machine. */
const local = (home: Partial<ChannelHome> = {}): ChannelHome => ({
  publicUrl,
  outgoing: createOutgoing({ allowPrivateTargets: true, timeoutMs: 5_000 }),
  clock,
  ...home,
});

/** What a service of AWS would have been asked for. */
function asked<Options>() {
  const options: Options[] = [];
  const open = (one: Options & { readonly id?: string | undefined }): Channel => {
    options.push(one);
    return { id: one.id ?? '', send: async () => 'sent' };
  };
  return { options, open };
}

const basic = (account: { accountSid: string; authToken: string }): string =>
  `Basic ${btoa(`${account.accountSid}:${account.authToken}`)}`;

describe('each type of target', () => {
  test.each<[ChannelTarget, url: string, inBody: object]>([
    [
      { type: 'slack', webhookUrl: 'https://hooks.example/x', channel: '#a', username: 'me' },
      'https://hooks.example/x',
      { channel: '#a', username: 'me' },
    ],
    [
      { type: 'discord', webhookUrl: 'https://discord.example/x', username: 'me' },
      'https://discord.example/x',
      { username: 'me' },
    ],
    [
      { type: 'teams', webhookUrl: 'https://teams.example/x' },
      'https://teams.example/x',
      { type: 'message' },
    ],
    [{ type: 'pagerduty', routingKey: 'k' }, 'https://events.pagerduty.com/v2/enqueue', { routing_key: 'k' }],
    [
      { type: 'telegram', botToken: '1:t', chatId: '@c' },
      'https://api.telegram.org/bot1:t/sendMessage',
      { chat_id: '@c' },
    ],
    [{ type: 'ntfy', url: 'https://ntfy.example/topic' }, 'https://ntfy.example/', { topic: 'topic' }],
    [
      { type: 'webhook', url: 'https://hook.example/x', template: { say: '{{to}}' } },
      'https://hook.example/x',
      { say: 'down' },
    ],
    [{ type: 'webhook', url: 'https://hook.example/x' }, 'https://hook.example/x', { specversion: '1.0' }],
  ])('%j', async (target, url, inBody) => {
    const { home, posted } = noting();
    const channel = openChannel('team-a', target, home);
    expect(channel.id).toBe('team-a');
    await channel.send(message);
    expect(posted.map((one) => one.url)).toEqual([url]);
    expect(JSON.parse(posted[0]?.body ?? '')).toMatchObject(inBody);
  });

  test('bears its token or signature', async () => {
    const { home, posted } = noting();
    const secret = `whsec_${Buffer.alloc(24).toString('base64')}`;
    await openChannel('a', { type: 'ntfy', url: 'https://n.example/t', token: 'tk' }, home).send(message);
    await openChannel('b', { type: 'webhook', url: 'https://w.example/', secret }, home).send(message);
    expect(posted[0]?.headers).toMatchObject({ authorization: 'Bearer tk' });
    expect(posted[1]?.headers).toHaveProperty('webhook-signature');
  });

  test.each<[ChannelTarget, RegExp]>([
    [
      { type: 'slack', webhookUrl: 'http://hooks.example/secret' },
      /^hooks\.example must be reached over https/,
    ],
    [{ type: 'discord', webhookUrl: 'https://10.0.0.7/secret' }, /^10\.0\.0\.7 is not a public address/],
    [{ type: 'ntfy', url: 'https://ntfy.example/' }, /^The ntfy address must end in a topic/],
    [{ type: 'webhook', url: 'https://h.example/secret', template: '{{x}}' }, /^There is no placeholder "x"/],
    [{ type: 'email', toEmail: 'ops', smtpServer: 'mail.example' }, /^An e-mail address must look like/],
    [{ type: 'email', toEmail: 'a@b', smtpServer: '127.0.0.1' }, /^127\.0\.0\.1 is not a public address/],
  ])('that can never work is refused: %j', async (target, sentence) => {
    expect((await refusalOf(() => openChannel('a', target, noting().home))).message).toMatch(sentence);
  });
});

describe('e-mail', () => {
  test("goes through the home's server, from the home's sender or its own", async () => {
    await using receiver = await mailReceiver();
    const home = local({ mail: { smtpUrl: `smtp://127.0.0.1:${receiver.port}`, from: 'home@example.com' } });
    await openChannel('a', { type: 'email', toEmail: 'ops@example.com' }, home).send(message);
    await openChannel('b', { type: 'email', toEmail: 'a@b', fromEmail: 'own@example.com' }, home).send(
      message,
    );
    expect(receiver.received).toMatchObject([
      { from: 'home@example.com', to: ['ops@example.com'] },
      { from: 'own@example.com', to: ['a@b'] },
    ]);
  });

  test("goes through its own server, which never sees the home's password", async () => {
    const logins: unknown[] = [];
    const receiving: Parameters<typeof mailReceiver>[0] = {
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) => {
        logins.push([username, password]);
        done(null, { user: 'known' });
      },
    };
    await using own = await mailReceiver(receiving);
    const home = local({ mail: { smtpUrl: 'smtp://home:secret-of-home@127.0.0.1:9' } });
    const target = { type: 'email', toEmail: 'a@b', smtpServer: '127.0.0.1', smtpPort: own.port } as const;
    await openChannel('a', target, home).send(message);
    expect(logins).toEqual([]);
    await openChannel('a', { ...target, username: 'me', password: 'mine' }, home).send(message);
    expect(logins).toEqual([['me', 'mine']]);
    expect(own.received).toHaveLength(2);
  });

  test('goes as the home on AWS says', async () => {
    const { options, open } = asked<MailOptions>();
    const home = local({ mail: { open, from: 'home@example.com' } });
    expect(await openChannel('a', { type: 'email', toEmail: 'a@b' }, home).send(message)).toBe('sent');
    openOwnerChannel('me@example.com', home);
    expect(options).toEqual([
      { id: 'a', to: 'a@b', from: 'home@example.com', publicUrl },
      { id: 'owner:me@example.com', to: 'me@example.com', from: 'home@example.com', publicUrl },
    ]);
  });

  test('needs a server', async () => {
    const target = { type: 'email', toEmail: 'a@b' } as const;
    const sentence = 'No mail server is set: give smtp_server here, or set SMTP_HOST.';
    expect((await refusalOf(() => openChannel('a', target, local()))).message).toBe(sentence);
    const half = { ...target, username: 'me', password: 'secret' };
    expect((await refusalOf(() => openChannel('a', half, local()))).message).toBe(
      'smtp_port, username and password mean nothing without smtp_server.',
    );
  });
});

describe('an owner', () => {
  test("is mailed through the home's server", async () => {
    await using receiver = await mailReceiver();
    const home = local({ mail: { smtpUrl: `smtp://127.0.0.1:${receiver.port}` } });
    const channel = openOwnerChannel('me@example.com', home);
    expect(channel.id).toBe('owner:me@example.com');
    await channel.send(message);
    expect(receiver.received).toMatchObject([{ to: ['me@example.com'] }]);
  });

  test('is not mailed without one, nor where the address is several', async () => {
    expect((await refusalOf(() => openOwnerChannel('a@b', local()))).message).toBe(
      'No mail server is set: owners can only be mailed where SMTP_HOST is set.',
    );
    const home = local({ mail: { smtpUrl: 'smtp://127.0.0.1' } });
    expect((await refusalOf(() => openOwnerChannel('a@b,c@d', home))).message).toMatch(/e-mail address/);
    expect((await refusalOf(() => openOwnerChannel('a@b\nBcc: c@d', home))).message).toMatch(
      /e-mail address/,
    );
  });
});

describe('text messages', () => {
  test.each([
    [{}, ACCOUNT, ACCOUNT.from],
    [{ fromNumber: '+15005550009' }, ACCOUNT, '+15005550009'],
    [{ ...OWN, fromNumber: '+15005550001' }, OWN, '+15005550001'],
  ])('with %j are sent by one whole account', async (fields, account, from) => {
    const { home, posted } = noting({ sms: ACCOUNT });
    await openChannel('a', { type: 'sms', toNumber: TO, ...fields }, home).send(message);
    expect(posted[0]?.url).toContain(`/Accounts/${account.accountSid}/`);
    expect(posted[0]?.headers.authorization).toBe(basic(account));
    expect(Object.fromEntries(new URLSearchParams(posted[0]?.body))).toMatchObject({ To: TO, From: from });
  });

  test.each([
    [1, undefined, 1],
    [1, 5, 1],
    [undefined, 2, 2],
    [undefined, undefined, 30],
  ])('with a budget of %p, in a home of %p, leave %p times an hour', async (perHour, homePerHour, most) => {
    const { home, posted } = noting({ sms: { ...ACCOUNT, perHour: homePerHour } });
    const channel = openChannel('a', { type: 'sms', toNumber: TO, perHour }, home);
    for (let i = 0; i < most; i += 1) await channel.send(message);
    await notReadyOf(() => channel.send(message));
    expect(posted).toHaveLength(most);
  });

  test('go as the home on AWS says', async () => {
    const { options, open } = asked<TextOptions>();
    const home = local({ sms: { open, from: 'Hearts', perHour: 7 } });
    openChannel('a', { type: 'sms', toNumber: TO }, home);
    openChannel('b', { type: 'sms', toNumber: TO, fromNumber: '+15005550006', perHour: 3 }, home);
    const shared = { to: TO, publicUrl, clock };
    expect(options).toEqual([
      { id: 'a', from: 'Hearts', perHour: 7, ...shared },
      { id: 'b', from: '+15005550006', perHour: 3, ...shared },
    ]);
  });

  test.each([
    [{}, undefined, /^No account for text messages is set: give account_sid, /],
    [{ accountSid: OWN.accountSid }, ACCOUNT, /belong together/],
    [{ authToken: OWN.authToken }, ACCOUNT, /belong together/],
    [OWN, ACCOUNT, /belong together/],
  ])('with %j take no half of an account from the home', async (fields, sms, sentence) => {
    const target = { type: 'sms', toNumber: TO, ...fields } as const;
    expect((await refusalOf(() => openChannel('a', target, local({ sms })))).message).toMatch(sentence);
  });
});

test('what a managed channel sends arrives at a real receiver', async () => {
  await using receiver = await httpReceiver(answering(200, {}, 'ok'));
  const channel = openChannel('team-a', { type: 'slack', webhookUrl: receiver.url }, local());
  expect(await channel.send(message)).toBe('ok');
  expect(receiver.received).toHaveLength(1);
});
