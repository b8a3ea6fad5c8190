import { describe, expect, test } from '@jest/globals';
import { createDiscordChannel } from '../../adapters/discord/discord-channel.ts';
import { DISCORD_FORM, type DiscordMessage } from '../../adapters/discord/message.ts';
import { describeHttpChannel, message, sentTo, type Vendor } from './http-channel.ts';
import { announcementWith, DEGRADED, hostile, RECOVERED } from './told.ts';

const vendor: Vendor = {
  open: ({ origin, ...others }) =>
    createDiscordChannel({ url: `${origin}/api/webhooks/1/secret-token`, ...others }),
  taken: { status: 204, said: 'answered 204' },
  refusals: [
    {
      status: 429,
      headers: { 'retry-after': '1' },
      body: { message: 'You are being rate limited.', retry_after: 64.57, global: false },
      sentence: '127.0.0.1 answered 429.',
      retryAfterMs: 64_570,
    },
    {
      status: 404,
      body: { message: 'Unknown Webhook secret', code: 10015 },
      sentence: '127.0.0.1 answered 404 (error 10015).',
    },
    { status: 400, body: { embeds: ['0'] }, sentence: '127.0.0.1 answered 400.' },
    { status: 500, body: '{"code":', sentence: '127.0.0.1 answered 500.' },
  ],
};

const OUR_LINK = /\n\[Open in Heartbeat Central\]\(https:\/\/heartbeats\.example\.com\/[^()\s]*\)$/;

describeHttpChannel(vendor);

test('what is POSTed', async () => {
  const { request } = await sentTo(vendor);
  expect(request.path).toBe('/api/webhooks/1/secret-token');
  expect(request.headers['content-type']).toBe('application/json');
  expect(JSON.parse(request.body)).toEqual(DISCORD_FORM.announcement(announcementWith(message.transition)));
});

test('is POSTed under another name than the webhook has', async () => {
  const open: Vendor['open'] = ({ origin, ...others }) =>
    createDiscordChannel({ url: `${origin}/api/webhooks/1/secret-token`, username: 'Heartbeats', ...others });
  const { request } = await sentTo({ ...vendor, open });
  expect(JSON.parse(request.body)).toMatchObject({ username: 'Heartbeats', embeds: [{}] });
});

test('down', () => {
  expect(
    DISCORD_FORM.announcement(
      announcementWith({ message: '_a_ [b](https://c)', reason: 'reported-failure' }),
    ),
  ).toMatchSnapshot();
});

test('degraded', () => {
  expect(DISCORD_FORM.announcement(announcementWith(DEGRADED))).toMatchSnapshot();
});

test('recovered', () => {
  expect(DISCORD_FORM.announcement(announcementWith(RECOVERED))).toMatchSnapshot();
});

test('notice', () => {
  expect(DISCORD_FORM.notice('Deaf', 'We *hear* <nothing>.')).toMatchSnapshot();
});

describe('who is mentioned', () => {
  const called = (alertUserId: string, changes = {}): DiscordMessage =>
    DISCORD_FORM.announcement(announcementWith({ owner: { alertUserId }, ...changes }));

  test('a user, alone and only in trouble', () => {
    const id = '123456789012345678';
    expect(called(id)).toMatchObject({
      content: `<@${id}>`,
      allowed_mentions: { parse: [], users: [id] },
    });
    expect(called(id, RECOVERED)).not.toHaveProperty('content');
    expect(called(id, RECOVERED).allowed_mentions).toEqual({ parse: [] });
  });

  test.each([
    'everyone',
    'here',
    '&123',
    '@123',
    '<@123>',
    '12345678901234',
    '0123456789012345678',
    '9223372036854775808',
    '１２３',
    'U024BE7LH',
  ])('nobody by %s', (id) => {
    expect(called(id)).not.toHaveProperty('content');
    expect(called(id).allowed_mentions).toEqual({ parse: [] });
  });
});

describe.each(hostile)('the name $title', ({ name, announcements }) => {
  const messages: DiscordMessage[] = [
    ...announcements.map(DISCORD_FORM.announcement),
    DISCORD_FORM.notice('Notice', name.trim() || 'x'),
  ];
  const texts = messages.flatMap(({ embeds: [embed] }) => [
    embed.title,
    embed.description.replace(OUR_LINK, ''),
    ...(embed.fields ?? []).map(({ value }) => value),
  ]);

  test('formats, links and mentions nothing', () => {
    for (const text of texts) {
      expect(text.replace(/\\[^A-Za-z0-9\s]/g, '')).not.toMatch(/[*_~`|<>[\]()#\\]|:\/\//);
      expect(text).not.toBe('');
    }
    for (const one of messages) expect(one.allowed_mentions).toEqual({ parse: [] });
  });

  test("keeps within Discord's limits", () => {
    for (const { embeds } of messages) {
      const { title, description, fields = [] } = embeds[0];
      expect(title.length).toBeLessThanOrEqual(256);
      expect(description.length).toBeLessThanOrEqual(4_096);
      expect(fields.length).toBeLessThanOrEqual(25);
      for (const { value } of fields) expect(value.length).toBeLessThanOrEqual(1_024);
      const all = [title, description, ...fields.flatMap((field) => [field.name, field.value])];
      expect(all.join('').length).toBeLessThanOrEqual(6_000);
    }
  });
});
