import { isIP } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createEmailChannel } from '../../adapters/email/email-channel.ts';
import { createNtfyChannel } from '../../adapters/ntfy/ntfy-channel.ts';
import type { Resolve } from '../../adapters/outgoing/guarded-lookup.ts';
import { createOutgoing, type Outgoing } from '../../adapters/outgoing/outgoing.ts';
import { OutgoingError } from '../../adapters/outgoing/outgoing-error.ts';
import { createSlackChannel } from '../../adapters/slack/slack-channel.ts';
import { createWebhookChannel } from '../../adapters/webhook/webhook-channel.ts';
import { ChannelRefused } from '../../core/ports/channel.ts';
import { clock, message, publicUrl } from './http-channel.ts';
import { answering, httpReceiver } from './http-receiver.ts';
import { problemOf } from './problem-of.ts';
import { selfSigned } from './self-signed.ts';
import { openArena, resolveInTurn, resolveToListener } from './ssrf-arena.ts';
import { INSIDE, NEVER, RESOLVED, SMTP_URLS, THIS_MACHINE, URLS } from './ssrf-corpus.ts';

const CONTENT = { headers: { 'content-type': 'text/plain' }, body: 'hello' };

const guardedBy = (allowPrivateTargets: boolean, resolve: Resolve = resolveToListener): Outgoing =>
  createOutgoing({ allowPrivateTargets, timeoutMs: 5_000, resolve });

/** A way out, and what it was to do. */
type Ways = Readonly<Record<string, () => Promise<unknown>>>;

const mailTo = async (smtpUrl: string, outgoing: Outgoing): Promise<unknown> =>
  createEmailChannel({ to: 'ops@example.com', smtpUrl, publicUrl, outgoing, timeoutMs: 5_000 }).send(message);

const overHttp = (url: string, outgoing: Outgoing): Ways => ({
  post: () => outgoing.post(url, CONTENT),
  webhook: async () => createWebhookChannel({ url, publicUrl, outgoing, clock }).send(message),
  slack: async () => createSlackChannel({ url, publicUrl, outgoing, clock }).send(message),
  ntfy: async () => createNtfyChannel({ url, publicUrl, outgoing, clock }).send(message),
});

/** Every way out to one host. */
const toHost = (host: string, port: number, outgoing: Outgoing): Ways => ({
  ...overHttp(`https://${host}:${port}/secret`, outgoing),
  socket: () => outgoing.connectSocket(host, port),
  smtp: () => mailTo(`smtp://secret:secret@${host}:${port}`, outgoing),
  smtps: () => mailTo(`smtps://secret:secret@${host}:${port}`, outgoing),
});

/** What became of one way: `refused` by us before any connection, or else the sentence. */
async function outcomeOf(work: () => Promise<unknown>): Promise<string> {
  const error = await work().then(
    () => new Error('it went through'),
    (reason: unknown) => reason,
  );
  const isOurs = error instanceof OutgoingError || error instanceof ChannelRefused;
  const { message: sentence, stack } = error as Error;
  if (!isOurs || /secret/i.test(`${stack}`)) return `not a sentence of ours: ${stack}`;
  return /not a public address|is not a URL|https URL|over https|The ntfy address |SMTP URL|not known to DNS/.test(
    sentence,
  )
    ? 'refused'
    : sentence;
}

async function outcomesOf(ways: Ways): Promise<Record<string, string>> {
  const outcomes: Record<string, string> = {};
  for (const [name, work] of Object.entries(ways)) outcomes[name] = await outcomeOf(work);
  return outcomes;
}

const allRefused = (ways: Ways): Record<string, string> =>
  Object.fromEntries(Object.keys(ways).map((name) => [name, 'refused']));

/** Nothing connects, nothing arrives, and each way says so in our words. */
async function expectClosed(waysTo: (port: number) => Ways): Promise<void> {
  await using arena = await openArena();
  const ways = waysTo(arena.port);
  expect(await outcomesOf(ways)).toEqual(allRefused(ways));
  expect(arena.attempts).toEqual([]);
  expect(await arena.arrived()).toBe(0);
}

const atPort = (url: string, port: number): string => url.replaceAll('PORT', String(port));

test('the corpus holds more than was asked for, and nothing twice', () => {
  const all = [...THIS_MACHINE, ...INSIDE, ...NEVER, ...URLS, ...SMTP_URLS];
  expect(new Set(all).size).toBe(all.length);
  expect(all.length + RESOLVED.length).toBeGreaterThan(200);
});

describe('only public receivers', () => {
  test.each([...THIS_MACHINE, ...INSIDE, ...NEVER])('never %j', (host) =>
    expectClosed((port) => toHost(host, port, guardedBy(false))),
  );

  test.each(URLS)('never %j', (url) =>
    expectClosed((port) => {
      const target = atPort(url, port);
      const mail = target.replace(/^(\s*)https:/i, '$1smtp:');
      return { ...overHttp(target, guardedBy(false)), smtp: () => mailTo(mail, guardedBy(false)) };
    }),
  );

  test.each(SMTP_URLS)('never %j', (url) =>
    expectClosed((port) => ({ smtp: () => mailTo(atPort(url, port), guardedBy(false)) })),
  );

  test.each(RESOLVED)('never a name that leads to $trick', ({ looks }) =>
    expectClosed((port) => {
      const outgoing = (): Outgoing => guardedBy(false, resolveInTurn(looks).resolve);
      const names = Object.keys(toHost('name.example', port, outgoing()));
      return Object.fromEntries(
        // Each way has its own first look.
        names.map((name) => [name, () => toHost('name.example', port, outgoing())[name]!()]),
      );
    }),
  );

  test.each(['http', 'ws', 'wss', 'ftp', 'gopher'])('never %s, even to a public address', (scheme) =>
    expectClosed((port) => {
      const { resolve } = resolveInTurn([['8.8.8.8']]);
      return overHttp(`${scheme}://name.example:${port}/secret`, guardedBy(false, resolve));
    }),
  );

  test('never a name without an address', () =>
    expectClosed((port) =>
      toHost(
        'name.example',
        port,
        guardedBy(false, async () => []),
      ),
    ));
});

describe('a name that leads elsewhere at the second look', () => {
  const PUBLIC = '8.8.8.8';

  test.each(['post', 'webhook', 'slack', 'ntfy', 'socket', 'smtp', 'smtps'])(
    'gains nothing (%s)',
    async (way) => {
      await using arena = await openArena();
      const { resolve, asked } = resolveInTurn([[PUBLIC], ['127.0.0.1', '::1']]);
      const work = toHost('rebinding.example', arena.port, guardedBy(false, resolve))[way]!;
      // The public address is the one connected to (and stopped by the arena): it was looked at once.
      expect(await outcomeOf(work)).toContain('ERR_IP_BLOCKED');
      expect({ attempts: arena.attempts, asked: asked.length }).toEqual({ attempts: [PUBLIC], asked: 1 });
      expect(await outcomeOf(work)).toBe('refused');
      expect(arena.attempts).toEqual([PUBLIC]);
      expect(await arena.arrived()).toBe(0);
    },
  );
});

describe('a redirect is not followed, even to where we may go', () => {
  const { key, cert } = selfSigned('hooks.example');
  const roots = getCACertificates();
  beforeAll(() => setDefaultCACertificates([...roots, cert]));
  afterAll(() => setDefaultCACertificates(roots));

  const LOCATIONS = [
    'http://127.0.0.1:PORT/secret',
    'https://[::1]:PORT/secret',
    '//127.0.0.1:PORT/secret',
    'http://localhost:PORT/secret',
    'http://169.254.169.254/secret',
  ];
  const cases = [300, 301, 302, 303, 307, 308].flatMap((status) =>
    LOCATIONS.map((location) => [status, location] as const),
  );

  test.each(cases)('%i to %s', async (status, location) => {
    await using arena = await openArena();
    const target = atPort(location, arena.port);
    await using receiver = await httpReceiver(
      answering(status, { location: target, refresh: `0; url=${target}`, 'content-location': target }),
      { key, cert },
    );
    const ways = overHttp(`https://hooks.example:${receiver.port}/secret`, guardedBy(true));
    const { post, ...channels } = ways;
    expect(await post?.()).toMatchObject({ status });
    const said = `hooks.example answered ${status}; redirects are not followed.`;
    expect(await outcomesOf(channels)).toEqual({ webhook: said, slack: said, ntfy: said });
    // Loopback is where the receiver is; the listener has another port.
    expect(receiver.received).toHaveLength(4);
    expect(await arena.arrived()).toBe(0);
    expect(arena.attempts).not.toContain('169.254.169.254');
  });
});

describe('private receivers allowed', () => {
  test.each(THIS_MACHINE)('%j is reached, so the corpus can fail', async (host) => {
    await using arena = await openArena();
    const ways = toHost(host, arena.port, guardedBy(true));
    for (const [name, work] of Object.entries(ways)) {
      const before = arena.attempts.length;
      await work().then(
        (result) => name === 'socket' && (result as { destroy(): void }).destroy(),
        () => {},
      );
      expect({ name, attempts: arena.attempts.length - before }).not.toEqual({ name, attempts: 0 });
    }
    const isReachable = arena.hasIPv6 || !/^\[[0:]*1\]$/.test(host);
    expect(await arena.arrived()).toBeGreaterThanOrEqual(isReachable ? Object.keys(ways).length : 0);
  });

  test.each(INSIDE)('%s is let through', async (host) => {
    await using arena = await openArena();
    const ways = toHost(host, arena.port, guardedBy(true));
    expect(Object.values(await outcomesOf(ways))).not.toContain('refused');
    expect(arena.attempts).toHaveLength(Object.keys(ways).length);
  });

  test.each(NEVER)('still never %j', (host) => expectClosed((port) => toHost(host, port, guardedBy(true))));

  const addresses = NEVER.map((host) => host.replace(/[[\]]/g, '')).filter(isIP);
  test.each(addresses)('still never a name that leads to this machine and to %s', (address) => {
    const { resolve } = resolveInTurn([['127.0.0.1', address]]);
    return expectClosed((port) => toHost('name.example', port, guardedBy(true, resolve)));
  });
});

test('what is refused names the host at most', async () => {
  const { resolve } = resolveInTurn([['127.0.0.1']]);
  const work = guardedBy(false, resolve).post(
    'https://secret:secret@name.example/secret?secret#secret',
    CONTENT,
  );
  expect((await problemOf(work)).message).toBe(
    'name.example is not a public address, and only those are allowed.',
  );
});
