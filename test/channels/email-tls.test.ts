import { connect } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createEmailChannel } from '../../adapters/email/email-channel.ts';
import { createOutgoing, type Outgoing } from '../../adapters/outgoing/outgoing.ts';
import { transitionWith } from '../events/transitions.ts';
import { mailReceiver } from './mail-receiver.ts';
import { refusalOf } from './refusal-of.ts';
import { selfSigned } from './self-signed.ts';

const tls = selfSigned('mail.example');
const roots = getCACertificates();
beforeAll(() => setDefaultCACertificates([...roots, tls.cert]));
afterAll(() => setDefaultCACertificates(roots));

/** Stands for a public server: what is asked of one is asked, but it is on this machine. */
const toThisMachine: Outgoing = {
  ...createOutgoing({ allowPrivateTargets: false }),
  connectSocket: async (_host, port) => connect(port, '127.0.0.1'),
};
const login: Parameters<typeof mailReceiver>[0] = {
  ...tls,
  authOptional: false,
  onAuth: ({ username, password }, _session, done) =>
    done(null, password === 'secret@pass' ? { user: username ?? '' } : undefined),
};
const send = (scheme: string, host: string, port: number): Promise<string> =>
  createEmailChannel({
    to: 'ops@example.com',
    publicUrl: 'https://heartbeats.example.com',
    smtpUrl: `${scheme}://user:secret%40pass@${host}:${port}`,
    outgoing: toThisMachine,
    timeoutMs: 5_000,
  }).send({ type: 'transition', transition: transitionWith() });

test('from the first byte with smtps', async () => {
  await using receiver = await mailReceiver({ ...login, secure: true });
  await send('smtps', 'mail.example', receiver.port);
  expect(receiver.received).toMatchObject([{ secure: true, user: 'user' }]);
});

test('by STARTTLS with smtp', async () => {
  await using receiver = await mailReceiver({ ...login, hideSTARTTLS: false });
  await send('smtp', 'mail.example', receiver.port);
  expect(receiver.received).toMatchObject([{ secure: true, user: 'user' }]);
});

describe('a server in parts', () => {
  const sendTo = (smtpPort: number, port: number): Promise<string> =>
    createEmailChannel({
      to: 'ops@example.com',
      publicUrl: 'https://heartbeats.example.com',
      ...{ smtpServer: 'mail.example', smtpPort, username: 'user', password: 'secret@pass' },
      outgoing: { ...toThisMachine, connectSocket: async () => connect(port, '127.0.0.1') },
      timeoutMs: 5_000,
    }).send({ type: 'transition', transition: transitionWith() });

  test.each([
    [465, true],
    [587, false],
    [25, false],
  ])('speaks TLS on port %i, from the first byte: %j', async (smtpPort, secure) => {
    await using receiver = await mailReceiver({ ...login, secure, hideSTARTTLS: secure });
    await sendTo(smtpPort, receiver.port);
    expect(receiver.received).toMatchObject([{ secure: true, user: 'user' }]);
  });

  test('gets no password where it offers none', async () => {
    await using receiver = await mailReceiver({
      ...login,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
    });
    expect((await refusalOf(() => sendTo(587, receiver.port))).message).toMatch(/^mail\.example offers no/);
    expect(receiver.received).toEqual([]);
  });
});

test('a server that offers none gets no password', async () => {
  let asked = false;
  await using receiver = await mailReceiver({
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (_auth, _session, done) => {
      asked = true;
      done(null, { user: 'user' });
    },
  });
  await refusalOf(() => send('smtp', 'mail.example', receiver.port));
  expect({ asked, received: receiver.received }).toEqual({ asked: false, received: [] });
});

test.each(['smtp', 'smtps'])('a certificate of another name is refused (%s)', async (scheme) => {
  await using receiver = await mailReceiver({ ...login, hideSTARTTLS: false, secure: scheme === 'smtps' });
  const refused = await refusalOf(() => send(scheme, 'other.example', receiver.port));
  expect(refused.message).toMatch(
    /^other\.example (offers no encrypted|broke the connection or has no valid)/,
  );
  expect(receiver.received).toEqual([]);
});
