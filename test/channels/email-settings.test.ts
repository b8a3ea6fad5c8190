import { expect, test } from '@jest/globals';
import { createEmailChannel } from '../../adapters/email/email-channel.ts';
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

test.each(['', ' , ', 'ops', 'a@b\r\nBcc: c@d', 'Ops <ops@example.com>', 'a@b;c@d', 'a@b@c'])(
  'the address %j',
  async (to) => {
    expect((await refusalOf(() => channelWith({ to }))).message).toMatch(/e-mail address/);
  },
);

test('the sender', async () => {
  expect((await refusalOf(() => channelWith({ from: 'a@b\nBcc: c@d' }))).message).toMatch(/e-mail address/);
});
