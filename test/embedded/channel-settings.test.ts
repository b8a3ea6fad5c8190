import { describe, expect, test } from '@jest/globals';
import { readSettings, type Settings, SettingsError } from '../../embedded/settings.ts';

/** What the environment is refused for, one sentence a line. */
function problemsOf(environment: Record<string, string>): string[] {
  try {
    readSettings(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as Error).message
      .split('\n')
      .slice(1, -1)
      .map((line) => line.trim());
  }
  return [];
}

const EMAIL = { ALERT_EMAIL: 'ops@example.com' };
const SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const URL = { ALERT_WEBHOOK_URL: 'https://hook.example/x' };

describe('the mail server', () => {
  test.each<[Record<string, string>, string]>([
    [{ SMTP_HOST: 'mail.example' }, 'smtp://mail.example:587'],
    [{ SMTP_SERVER: 'mail.example', SMTP_PORT: '465' }, 'smtps://mail.example:465'],
    [{ SMTP_HOST: '2001:db8::1', SMTP_PORT: '25' }, 'smtp://[2001:db8::1]:25'],
    [
      { SMTP_HOST: 'mail.example', SMTP_USERNAME: 'me@example.com', SMTP_PASSWORD: 'p@ss:/?%#' },
      'smtp://me%40example.com:p%40ss%3A%2F%3F%25%23@mail.example:587',
    ],
  ])('may be named in parts: %j', (parts, smtpUrl) => {
    expect(readSettings({ ...EMAIL, ...parts }).email?.smtpUrl).toBe(smtpUrl);
  });

  test.each<[Record<string, string>, string]>([
    [
      { SMTP_URL: 'smtp://mail.example', SMTP_HOST: 'mail.example', SMTP_PORT: '25' },
      'SMTP_URL and SMTP_HOST, SMTP_PORT both name the mail server: set SMTP_URL or the others, not both',
    ],
    [
      { SMTP_HOST: 'a.example', SMTP_SERVER: 'b.example' },
      'SMTP_HOST and SMTP_SERVER are two names for one thing: set one of them',
    ],
    [
      { SMTP_HOST: 'mail.example', SMTP_USERNAME: 'me' },
      'SMTP_PASSWORD is needed beside SMTP_USERNAME to log in to the mail server',
    ],
    [
      { SMTP_HOST: 'smtp://mail.example:25' },
      'SMTP_HOST must be the name or address of the mail server, without smtp:// and without a port',
    ],
  ])('is refused where it is named badly: %j', (parts, problem) => {
    expect(problemsOf({ ...EMAIL, ...parts })).toEqual([problem]);
  });
});

type Accepted = [name: string, Record<string, string>, Partial<Settings>];
test.each<Accepted>([
  [
    'signed webhooks',
    { ...URL, ALERT_WEBHOOK_SECRET: SECRET },
    { webhook: { url: URL.ALERT_WEBHOOK_URL, secret: SECRET } },
  ],
])('%s are set by %j', (_name, environment, expected) => {
  expect(readSettings(environment)).toMatchObject(expected);
});

test.each<[Record<string, string>, string]>([
  [{ ALERT_WEBHOOK_SECRET: SECRET }, 'ALERT_WEBHOOK_URL is needed for ALERT_WEBHOOK_SECRET to sign anything'],
  [
    { ...URL, ALERT_WEBHOOK_SECRET: 'whsec_s3cr3t' },
    'ALERT_WEBHOOK_SECRET must be whsec_ and 24 to 64 random bytes',
  ],
  [
    { ...URL, ALERT_WEBHOOK_SECRET: 's3cr3t'.repeat(8) },
    'ALERT_WEBHOOK_SECRET must be whsec_ and 24 to 64 random bytes',
  ],
])('%j is refused in a sentence without its value', (environment, problem) => {
  const [first, ...others] = problemsOf(environment);
  expect(first).toContain(problem);
  expect(first).not.toMatch(/s3cr3t/i);
  expect(others).toEqual([]);
});
