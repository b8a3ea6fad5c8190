import { SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { mailOf } from '../../adapters/email/mail.ts';
import { createSesChannel, type SesChannelOptions } from '../../adapters/email/ses-channel.ts';
import { createSesClient } from '../../adapters/email/ses-client.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { HOSTILE_NAMES, transitionWith } from '../events/transitions.ts';
import { sdkError } from '../support/scripted-dynamo.ts';
import { message, publicUrl } from './http-channel.ts';
import { refusalOf } from './refusal-of.ts';

function scripted(options: Partial<SesChannelOptions> = {}, failure?: Error) {
  const client = createSesClient({ region: 'eu-central-1' });
  const send = mockClient(client).on(SendEmailCommand);
  const mock = failure ? send.rejects(failure) : send.resolves({ MessageId: 'm1' });
  const channel = createSesChannel({ client, to: 'ops@example.com', publicUrl, ...options });
  const inputs = (): SendEmailCommandInput[] =>
    mock.commandCalls(SendEmailCommand).map(({ args }) => args[0].input);
  return { channel, inputs };
}

const about = (changes: Partial<Transition>) =>
  ({ type: 'transition', transition: transitionWith(changes) }) as const;

const headersOf = (input: SendEmailCommandInput | undefined): Record<string, string> =>
  Object.fromEntries(
    (input?.Content?.Simple?.Headers ?? []).map(({ Name = '', Value = '' }) => [Name, Value]),
  );

test('a mail goes to all addresses at once, with the words that SMTP would bear', async () => {
  const { channel, inputs } = scripted({
    to: 'ops@example.com, boss@example.org,ops@example.com',
    from: 'alerts@example.com',
  });
  expect(channel.id).toBe('email');
  expect(await channel.send(message)).toBe('accepted by SES as m1');
  const { subject, text, html } = mailOf(message, publicUrl);
  const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });
  const life = 'service.payments-api.1763000000000';
  expect(inputs()).toEqual([
    {
      FromEmailAddress: 'Heartbeat Central <alerts@example.com>',
      Destination: { ToAddresses: ['ops@example.com', 'boss@example.org'] },
      Content: {
        Simple: {
          Subject: utf8(subject),
          Body: { Text: utf8(text), Html: utf8(html) },
          Headers: [
            { Name: 'Auto-Submitted', Value: 'auto-generated' },
            { Name: 'X-Auto-Response-Suppress', Value: 'All' },
            {
              Name: 'References',
              Value: `<${life}@heartbeats.example.com> <${life}.6@heartbeats.example.com>`,
            },
          ],
        },
      },
    },
  ]);
});

test('a notice begins no thread', async () => {
  const { channel, inputs } = scripted({ id: 'mail' });
  expect(channel.id).toBe('mail');
  await channel.send({ type: 'notice', subject: 'Deaf', text: 'We hear nothing.' });
  expect(Object.keys(headersOf(inputs()[0]))).toEqual(['Auto-Submitted', 'X-Auto-Response-Suppress']);
  expect(inputs()[0]?.FromEmailAddress).toBe('Heartbeat Central <heartbeat-central@heartbeats.example.com>');
});

test.each([
  ['x'.repeat(420), 1],
  ['x'.repeat(900), 0],
])('references keep within what SES takes of a header', async (id, count) => {
  const { channel, inputs } = scripted();
  await channel.send(about({ id }));
  const { References } = headersOf(inputs()[0]);
  expect(References?.split(' ').length ?? 0).toBe(count);
});

test.each(HOSTILE_NAMES)('the name %j writes no header', async (name) => {
  const { channel, inputs } = scripted();
  await channel.send(about({ name, id: name || 'x', message: name, reason: 'reported-failure' }));
  for (const [field, value] of Object.entries(headersOf(inputs()[0]))) {
    expect(`${field}: ${value}`).toMatch(/^[!-9;-~]{1,126}: [ -~]{1,870}$/);
  }
  expect(inputs()[0]?.Content?.Simple?.Subject?.Data).toMatch(/^\P{Cc}*$/u);
});

describe('refused', () => {
  test('by SES, whose words are not repeated', async () => {
    const words = 'Email address is not verified: secret@example.com, account 123456789012';
    const { channel } = scripted({}, sdkError('MessageRejected', words));
    const refused = await refusalOf(() => channel.send(message));
    expect(refused.message).toBe('SES did not take the mail (MessageRejected).');
  });

  test('by us, where the settings can never work', async () => {
    expect((await refusalOf(() => scripted({ to: 'ops' }))).message).toMatch(/e-mail address/);
    expect((await refusalOf(() => scripted({ from: 'a@b\nBcc: c@d' }))).message).toMatch(/e-mail address/);
    const many = Array.from({ length: 51 }, (_, i) => `${i}@example.com`).join();
    expect((await refusalOf(() => scripted({ to: many }))).message).toBe(
      'SES takes at most 50 addresses a mail.',
    );
  });
});
