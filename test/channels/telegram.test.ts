import { describe, expect, test } from '@jest/globals';
import { TELEGRAM_FORM } from '../../adapters/telegram/message.ts';
import { createTelegramChannel } from '../../adapters/telegram/telegram-channel.ts';
import { describeHttpChannel, message, sentTo, type Vendor } from './http-channel.ts';
import { announcementWith, DEGRADED, hostile, RECOVERED } from './told.ts';

const vendor: Vendor = {
  open: (options) =>
    createTelegramChannel({ botToken: '123:secret-token', chatId: '-1001234567890', ...options }),
  taken: { status: 200, body: { ok: true, result: { message_id: 1, text: 'x' } }, said: 'answered 200' },
  refusals: [
    {
      status: 429,
      body: {
        ok: false,
        error_code: 429,
        description: 'Too Many Requests: retry after 35',
        parameters: { retry_after: 35 },
      },
      sentence: '127.0.0.1 answered 429 (Too Many Requests: retry after 35).',
      retryAfterMs: 35_000,
    },
    {
      status: 400,
      body: { ok: false, error_code: 400, description: 'Bad Request: chat not found' },
      sentence: '127.0.0.1 answered 400 (Bad Request: chat not found).',
    },
    {
      status: 403,
      body: { ok: false, error_code: 403, description: 'Forbidden: bot was blocked by the user' },
      sentence: '127.0.0.1 answered 403 (Forbidden: bot was blocked by the user).',
    },
    {
      status: 400,
      body: { ok: false, description: 'Bad Request: can\'t parse entities: Unsupported start tag "secret"' },
      sentence: '127.0.0.1 answered 400.',
    },
    {
      status: 401,
      body: { ok: false, error_code: 401, description: 'Unauthorized' },
      sentence: '127.0.0.1 answered 401 (Unauthorized).',
    },
    { status: 502, body: '<html>secret', sentence: '127.0.0.1 answered 502.' },
  ],
};

describeHttpChannel(vendor);

test('what is POSTed', async () => {
  const { request } = await sentTo(vendor);
  expect(request.path).toBe('/bot123:secret-token/sendMessage');
  expect(JSON.parse(request.body)).toEqual({
    chat_id: '-1001234567890',
    ...TELEGRAM_FORM.announcement(announcementWith(message.transition)),
  });
});

test('down', () => {
  expect(
    TELEGRAM_FORM.announcement(announcementWith({ message: '<b>a</b> & "b"', reason: 'reported-failure' })),
  ).toMatchSnapshot();
});

test('degraded', () => {
  expect(TELEGRAM_FORM.announcement(announcementWith(DEGRADED))).toMatchSnapshot();
});

test('recovered', () => {
  expect(TELEGRAM_FORM.announcement(announcementWith(RECOVERED))).toMatchSnapshot();
});

test('notice', () => {
  expect(TELEGRAM_FORM.notice('Deaf', 'We *hear* <nothing>.')).toMatchSnapshot();
});

describe.each(hostile)('the name $title', ({ name, announcements }) => {
  const texts = [
    ...announcements.map(TELEGRAM_FORM.announcement),
    TELEGRAM_FORM.notice('Notice', (name.trim() || 'x').repeat(100).slice(0, 3_000)),
  ].map(({ text }) => text);

  test('writes no tag and no entity of its own', () => {
    for (const text of texts) {
      const ours = text.replace(/<\/?b>|<a href="https:\/\/heartbeats\.example\.com\/[^"<>]*">|<\/a>/g, '');
      expect(ours).not.toMatch(/[<>"]|&(?!(amp|lt|gt|quot|#39);)/);
      expect(text.split('<b>')).toHaveLength(text.split('</b>').length);
    }
  });

  test("keeps within Telegram's limit, tags included", () => {
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(4_096);
  });
});
