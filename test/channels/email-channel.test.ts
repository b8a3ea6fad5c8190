import { createServer, type Socket } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { createEmailChannel, type EmailChannelOptions } from '../../adapters/email/email-channel.ts';
import { createOutgoing } from '../../adapters/outgoing/outgoing.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import type { Channel } from '../../core/ports/channel.ts';
import { HOSTILE_NAMES, transitionWith } from '../events/transitions.ts';
import { listening } from './http-receiver.ts';
import { headerOf, mailReceiver } from './mail-receiver.ts';
import { refusalOf } from './refusal-of.ts';

const publicUrl = 'https://heartbeats.example.com';
const outgoing = createOutgoing({ allowPrivateTargets: true, timeoutMs: 5_000 });

type Changes = Partial<
  Pick<EmailChannelOptions, 'id' | 'to' | 'from' | 'publicUrl' | 'outgoing' | 'timeoutMs'>
> & {
  readonly smtpUrl?: string;
};

const channelTo = (port: number, changes: Changes = {}): Channel =>
  createEmailChannel({
    smtpUrl: `smtp://127.0.0.1:${port}`,
    to: 'ops@example.com',
    publicUrl,
    outgoing,
    ...changes,
  });

const about = (changes: Partial<Transition> = {}) =>
  ({ type: 'transition', transition: transitionWith(changes) }) as const;

test('a mail arrives at every address', async () => {
  await using receiver = await mailReceiver();
  const channel = channelTo(receiver.port, { to: 'ops@example.com, boss@example.org,ops@example.com' });
  expect(channel.id).toBe('email');
  expect(await channel.send(about())).toBe('accepted by 127.0.0.1');
  const [mail] = receiver.received;
  expect(mail).toMatchObject({
    from: 'heartbeat-central@heartbeats.example.com',
    to: ['ops@example.com', 'boss@example.org'],
  });
  expect(headerOf(mail, 'From')).toBe('Heartbeat Central <heartbeat-central@heartbeats.example.com>');
  expect(headerOf(mail, 'Subject')).toBe(
    'Payments API is down: no heartbeat since 2025-11-21T10:00:00.000Z (expected by 2025-11-21T10:05:00.000Z)',
  );
  expect(headerOf(mail, 'Auto-Submitted')).toBe('auto-generated');
  expect(mail?.source).toContain('Content-Type: text/plain');
  expect(mail?.source).toContain('Content-Type: text/html');
});

test('mails about one life of a monitor make one thread, and one sent again is the same mail', async () => {
  await using receiver = await mailReceiver();
  const channel = channelTo(receiver.port);
  await channel.send(about({ sequence: 1, id: 'a.b:c@d' }));
  await channel.send(about({ sequence: 2, id: 'a.b:c@d' }));
  await channel.send(about({ sequence: 2, id: 'a.b:c@d' }));
  await channel.send(about({ sequence: 1, id: 'a.b:c@d', born: 1_764_000_000_000 }));
  const life = 'service.a%2Eb%3Ac%40d.1763000000000';
  const host = 'heartbeats.example.com';
  const threads = receiver.received.map((mail) => [
    headerOf(mail, 'Message-ID'),
    headerOf(mail, 'References'),
  ]);
  expect(threads).toEqual([
    [`<${life}.1@${host}>`, `<${life}@${host}>`],
    [`<${life}.2@${host}>`, `<${life}@${host}> <${life}.1@${host}>`],
    [`<${life}.2@${host}>`, `<${life}@${host}> <${life}.1@${host}>`],
    [`<${life.replace('1763', '1764')}.1@${host}>`, `<${life.replace('1763', '1764')}@${host}>`],
  ]);
});

test('a group begins a thread of its own, and one sent again is the same mail', async () => {
  await using receiver = await mailReceiver();
  const channel = channelTo(receiver.port);
  const transitions = [transitionWith(), transitionWith({ id: 'shop' })];
  await channel.send({ type: 'group', transitions });
  await channel.send({ type: 'group', transitions: transitions.toReversed() });
  await channel.send({ type: 'group', transitions: [...transitions, transitionWith({ id: 'third' })] });
  const [first, again, other] = receiver.received.map((mail) => headerOf(mail, 'Message-ID'));
  expect(first).toMatch(/^<group\.[0-9a-f]{64}@heartbeats\.example\.com>$/);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  for (const mail of receiver.received) expect(headerOf(mail, 'References')).toBeUndefined();
});

test('the test of a channel is part of no thread', async () => {
  await using receiver = await mailReceiver();
  await channelTo(receiver.port).send({ type: 'test', channel: 'On call', at: 0 });
  const [mail] = receiver.received;
  expect(headerOf(mail, 'Subject')).toBe('Test: nothing is wrong');
  expect(headerOf(mail, 'References')).toBeUndefined();
});

test('a notice arrives as plain words', async () => {
  await using receiver = await mailReceiver();
  await channelTo(receiver.port, { from: 'alerts@example.net' }).send({
    type: 'notice',
    subject: 'Deaf\r\nBcc: victim@example.com',
    text: 'We hear <nothing>.',
  });
  const [mail] = receiver.received;
  expect(mail).toMatchObject({ from: 'alerts@example.net', to: ['ops@example.com'] });
  expect(headerOf(mail, 'Subject')).toBe('Deaf Bcc: victim@example.com');
  expect(headerOf(mail, 'Bcc')).toBeUndefined();
  expect(mail?.source).toContain('We hear &lt;nothing&gt;.');
});

describe.each(HOSTILE_NAMES)('the name %j', (name) => {
  test('writes no header, no recipient and no markup', async () => {
    await using receiver = await mailReceiver();
    await channelTo(receiver.port).send(
      about({ name, tags: [name], message: name, reason: 'reported-failure' }),
    );
    const [mail] = receiver.received;
    const names = mail?.source
      .split('\r\n\r\n')[0]
      ?.split('\r\n')
      .map((line) => line.split(':')[0]);
    expect(names?.toSorted()).toEqual([
      'Auto-Submitted',
      'Content-Type',
      'Date',
      'From',
      'MIME-Version',
      'Message-ID',
      'References',
      'Subject',
      'To',
      'X-Auto-Response-Suppress',
    ]);
    expect(mail?.to).toEqual(['ops@example.com']);
    expect(mail?.source.split('Content-Type: text/html')[1]).not.toMatch(/<(script|!here|https)/);
  });
});

describe('refused', () => {
  const refusing = (responseCode: number, message: string): Error =>
    Object.assign(new Error(message), { responseCode });

  test('by a server that knows no such address', async () => {
    await using receiver = await mailReceiver({
      onRcptTo: (_address, _session, done) => done(refusing(550, '5.1.1 secret user unknown')),
    });
    expect((await refusalOf(() => channelTo(receiver.port).send(about()))).message).toBe(
      '127.0.0.1 refused the sender or all recipients (550 5.1.1).',
    );
  });

  test('in part: the others have got it', async () => {
    await using receiver = await mailReceiver({
      onRcptTo: ({ address }, _session, done) =>
        done(address.startsWith('gone') ? refusing(550, 'gone') : null),
    });
    const channel = channelTo(receiver.port, { to: 'gone@example.com,ops@example.com' });
    expect(await channel.send(about())).toBe('accepted by 127.0.0.1 for 1 of 2 addresses');
    expect(receiver.received[0]?.to).toEqual(['ops@example.com']);
  });

  test('by a server that does not take the password', async () => {
    await using receiver = await mailReceiver({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, done) => done(refusing(535, `5.7.8 no such password: ${password}`)),
    });
    const smtpUrl = `smtp://secret-user:secret%40pass@127.0.0.1:${receiver.port}`;
    expect((await refusalOf(() => channelTo(receiver.port, { smtpUrl }).send(about()))).message).toBe(
      '127.0.0.1 refused the user name or password (535 5.7.8).',
    );
  });

  test('by a server that never answers', async () => {
    await using receiver = await mailReceiver({ onConnect: () => {} });
    const channel = channelTo(receiver.port, { timeoutMs: 200 });
    expect((await refusalOf(() => channel.send(about()))).message).toMatch(
      /^127\.0\.0\.1 did not .* in time\.$/,
    );
  });

  test('by a server that never comes to an end', async () => {
    const clients: Socket[] = [];
    const server = createServer((socket) => {
      clients.push(socket);
      const trickle = setInterval(() => socket.write('250-wait\r\n'), 20);
      socket.on('close', () => clearInterval(trickle)).on('error', () => {});
      socket.write('220 hello\r\n');
    });
    const channel = channelTo(await listening(server), { timeoutMs: 300 });
    expect((await refusalOf(() => channel.send(about()))).message).toBe(
      '127.0.0.1 did not take the mail in time.',
    );
    for (const client of clients) client.destroy();
    server.close();
  });

  test('by nobody at home', async () => {
    const receiver = await mailReceiver();
    await receiver[Symbol.asyncDispose]();
    expect((await refusalOf(() => channelTo(receiver.port).send(about()))).message).toBe(
      '127.0.0.1 refused the connection (ECONNREFUSED).',
    );
  });

  test('by us, where the server stands inside', async () => {
    await using receiver = await mailReceiver();
    const strict = createOutgoing({ allowPrivateTargets: false });
    const create = (): Channel => channelTo(receiver.port, { outgoing: strict });
    expect((await refusalOf(create)).message).toBe(
      '127.0.0.1 is not a public address, and only those are allowed.',
    );
    expect(receiver.received).toEqual([]);
  });
});

test.each([
  ['http://127.0.0.1:3000', 'heartbeat-central@localhost'],
  ['http://[::1]:3000', 'heartbeat-central@localhost'],
  ['https://beat.example.org/base', 'heartbeat-central@beat.example.org'],
])('at %s the sender is %s', async (url, sender) => {
  await using receiver = await mailReceiver();
  await channelTo(receiver.port, { publicUrl: url }).send(about());
  expect(receiver.received[0]?.from).toBe(sender);
});
