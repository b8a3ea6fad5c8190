import { describe, expect, test } from '@jest/globals';
import { NTFY_FORM } from '../../adapters/ntfy/message.ts';
import { createNtfyChannel } from '../../adapters/ntfy/ntfy-channel.ts';
import { parseTopic } from '../../adapters/ntfy/topic.ts';
import { describeHttpChannel, message, sentTo, type Vendor } from './http-channel.ts';
import { refusalOf } from './refusal-of.ts';
import { announcementWith, DEGRADED, hostile, RECOVERED } from './told.ts';

const vendor: Vendor = {
  open: ({ origin, ...others }) =>
    createNtfyChannel({ url: `${origin}/secret-topic`, token: 'tk_secret', ...others }),
  taken: { status: 200, body: { id: 'sPs71M8A2T', event: 'message' }, said: 'answered 200' },
  refusals: [
    {
      status: 429,
      body: { code: 42901, http: 429, error: 'limit reached: too many requests' },
      sentence: '127.0.0.1 answered 429 (error 42901).',
    },
    {
      status: 403,
      body: { code: 40301, http: 403, error: 'forbidden' },
      sentence: '127.0.0.1 answered 403 (error 40301).',
    },
    { status: 507, body: 'secret', sentence: '127.0.0.1 answered 507.' },
  ],
};

describeHttpChannel(vendor);

test('what is POSTed', async () => {
  const { request } = await sentTo(vendor);
  expect(request.path).toBe('/');
  expect(request.headers.authorization).toBe('Bearer tk_secret');
  expect(JSON.parse(request.body)).toEqual({
    topic: 'secret-topic',
    ...NTFY_FORM.announcement(announcementWith(message.transition)),
  });
});

test('without a token nothing is authorized', async () => {
  const open: Vendor['open'] = ({ origin, ...others }) =>
    createNtfyChannel({ url: `${origin}/t`, ...others });
  const { request } = await sentTo({ ...vendor, open });
  expect(request.headers.authorization).toBeUndefined();
});

test('the address of a topic', () => {
  expect(parseTopic('https://ntfy.sh/my-topic')).toEqual({ server: 'https://ntfy.sh/', topic: 'my-topic' });
  expect(parseTopic('https://example.com:8443/ntfy/a_b/')).toEqual({
    server: 'https://example.com:8443/ntfy/',
    topic: 'a_b',
  });
});

test.each([
  'https://ntfy.sh',
  'https://ntfy.sh/',
  'https://ntfy.sh/a%20secret',
  'https://ntfy.sh/t?auth=secret',
  'https://u:secret@ntfy.sh/t',
  'secret',
])('an address may not be %s', async (text) => {
  expect((await refusalOf(() => parseTopic(text))).message).toMatch(/^The ntfy address /);
});

test('down', () => {
  expect(NTFY_FORM.announcement(announcementWith())).toMatchSnapshot();
});

test('degraded', () => {
  expect(NTFY_FORM.announcement(announcementWith(DEGRADED))).toMatchSnapshot();
});

test('recovered', () => {
  expect(NTFY_FORM.announcement(announcementWith(RECOVERED))).toMatchSnapshot();
});

test('notice', () => {
  expect(NTFY_FORM.notice('Deaf', 'We *hear* <nothing>.')).toMatchSnapshot();
});

describe.each(hostile)('the name $title', ({ name, announcements }) => {
  test('is never read as Markdown, and keeps within the bytes that ntfy takes', () => {
    const long = (name.trim() || 'x').repeat(100).slice(0, 3_000);
    for (const one of [...announcements.map(NTFY_FORM.announcement), NTFY_FORM.notice('Notice', long)]) {
      expect(one).not.toHaveProperty('markdown');
      expect(Buffer.byteLength(one.message)).toBeLessThanOrEqual(4_096);
      expect(Buffer.byteLength(one.title)).toBeLessThanOrEqual(500);
      expect([one.title, one.message]).not.toContain('');
    }
  });
});
