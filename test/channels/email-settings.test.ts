import { expect, test } from '@jest/globals';
import { createEmailChannel } from '../../adapters/email/email-channel.ts';
import type { SmtpParts } from '../../adapters/email/smtp-parts.ts';
import { createOutgoing } from '../../adapters/outgoing/outgoing.ts';
import type { Channel } from '../../core/ports/channel.ts';
import { refusalOf } from './refusal-of.ts';

const channelWith = (settings: { smtpUrl?: string; to?: string; from?: string }): Channel =>
  createEmailChannel({
    smtpUrl: 'smtps://mail.example',
    to: 'ops@example.com',
    publicUrl: 'https://heartbeats.example.com',
    outgoing: createOutgoing({ allowPrivateTargets: false }),
    ...settings,
  });

test.each([
  ['https://secret@mail.example'],
  ['smtp:secret'],
  ['secret'],
  ['smtp://mail.example?proxy=http://secret'],
  ['smtp://user:secret%@mail.example'],
])('the SMTP URL %s', async (smtpUrl) => {
  expect((await refusalOf(() => channelWith({ smtpUrl }))).message).toMatch(/^The SMTP URL /);
});

const partsWith = (parts: Partial<SmtpParts>): Channel =>
  createEmailChannel({
    smtpServer: 'mail.example',
    ...parts,
    to: 'ops@example.com',
    publicUrl: 'https://heartbeats.example.com',
    outgoing: createOutgoing({ allowPrivateTargets: false }),
  });

test.each<[Partial<SmtpParts>, RegExp]>([
  [{ smtpServer: 'smtp://secret' }, /^The mail server must be a name/],
  [{ smtpServer: 'mail.example:25' }, /^The mail server must be a name/],
  [{ smtpServer: '' }, /^The mail server must be a name/],
  [{ smtpPort: 0 }, /^The port/],
  [{ smtpPort: 65_536 }, /^The port/],
  [{ smtpPort: 25.5 }, /^The port/],
  [{ username: 'secret' }, /belong together/],
  [{ password: 'secret' }, /belong together/],
  [{ smtpServer: '127.0.0.1' }, /^127\.0\.0\.1 is not a public address/],
  [{ smtpServer: 'metadata.google.internal' }, /is not a public address/],
  [{ smtpServer: '::ffff:10.0.0.1' }, /is not a public address/],
])('the parts %j', async (parts, sentence) => {
  expect((await refusalOf(() => partsWith(parts))).message).toMatch(sentence);
});

test('the parts that may be', () => {
  expect(partsWith({ smtpPort: 2_525, username: 'me', password: ' secret ' }).id).toBe('email');
});

test.each(['', ' , ', 'ops', 'a@b\r\nBcc: c@d', 'Ops <ops@example.com>', 'a@b;c@d', 'a@b@c'])(
  'the address %j',
  async (to) => {
    expect((await refusalOf(() => channelWith({ to }))).message).toMatch(/e-mail address/);
  },
);

test('the sender', async () => {
  expect((await refusalOf(() => channelWith({ from: 'a@b\nBcc: c@d' }))).message).toMatch(/e-mail address/);
});
