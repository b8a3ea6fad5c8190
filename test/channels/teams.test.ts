import { describe, expect, test } from '@jest/globals';
import { TEAMS_FORM } from '../../adapters/teams/message.ts';
import { createTeamsChannel } from '../../adapters/teams/teams-channel.ts';
import { describeHttpChannel, message, sentTo, type Vendor } from './http-channel.ts';
import { announcementWith, DEGRADED, hostile, RECOVERED } from './told.ts';

const vendor: Vendor = {
  open: ({ origin, ...others }) =>
    createTeamsChannel({ url: `${origin}/workflows/1/triggers/manual/paths/invoke?sig=secret`, ...others }),
  taken: { status: 202, said: 'answered 202' },
  refusals: [
    {
      status: 429,
      headers: { 'retry-after': '30' },
      body: { error: { code: 'WorkflowRunActionRepetitionQuotaExceeded', message: 'secret' } },
      sentence: '127.0.0.1 answered 429 (WorkflowRunActionRepetitionQuotaExceeded).',
      retryAfterMs: 30_000,
    },
    {
      status: 404,
      body: { error: { code: 'WorkflowNotFound', message: 'The workflow secret could not be found.' } },
      sentence: '127.0.0.1 answered 404 (WorkflowNotFound).',
    },
    { status: 413, body: 'too large, secret', sentence: '127.0.0.1 answered 413.' },
    { status: 502, body: { error: { code: '<secret>' } }, sentence: '127.0.0.1 answered 502.' },
  ],
};

describeHttpChannel(vendor);

test('what is POSTed', async () => {
  const { request } = await sentTo(vendor);
  expect(request.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(JSON.parse(request.body)).toEqual(TEAMS_FORM.announcement(announcementWith(message.transition)));
});

test('down', () => {
  expect(TEAMS_FORM.announcement(announcementWith())).toMatchSnapshot();
});

test('degraded', () => {
  expect(TEAMS_FORM.announcement(announcementWith(DEGRADED))).toMatchSnapshot();
});

test('recovered', () => {
  expect(TEAMS_FORM.announcement(announcementWith(RECOVERED))).toMatchSnapshot();
});

test('notice', () => {
  expect(TEAMS_FORM.notice('Deaf', 'We *hear* <nothing>.')).toMatchSnapshot();
});

describe.each(hostile)('the name $title', ({ name, announcements }) => {
  const messages = [
    ...announcements.map(TEAMS_FORM.announcement),
    TEAMS_FORM.notice('Notice', (name.trim() || 'x').repeat(100).slice(0, 3_000)),
  ];

  test('stands in runs of text only, where no Markdown is read', () => {
    for (const { attachments } of messages) {
      for (const { type, inlines } of attachments[0].content.body) {
        expect(type).toBe('RichTextBlock');
        for (const run of inlines) expect([run.type, run.text === '']).toEqual(['TextRun', false]);
      }
    }
  });

  test('keeps within the 28 KB of Teams', () => {
    for (const one of messages) expect(Buffer.byteLength(JSON.stringify(one))).toBeLessThan(28 * 1_024);
  });
});
