import { describe, expect, test } from '@jest/globals';
import { readSettings, type Settings } from '../../embedded/settings.ts';
import { SettingsError } from '../../embedded/settings-error.ts';

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

const SMS = {
  ALERT_SMS_TO: '+491701234567',
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 's3cr3t',
  TWILIO_FROM_NUMBER: '+15005550006',
};
const TELEGRAM = { TELEGRAM_BOT_TOKEN: `123:${'s3cr3t'.repeat(6)}`, TELEGRAM_CHAT_ID: '-100123' };

test('the settings of Twilio alone send nothing, but are there for managed channels', () => {
  const { ALERT_SMS_TO, ...twilio } = SMS;
  expect(readSettings(twilio).sms).toBeUndefined();
  expect(readSettings(twilio).twilio).toEqual({
    accountSid: SMS.TWILIO_ACCOUNT_SID,
    authToken: 's3cr3t',
    from: '+15005550006',
    perHour: 30,
  });
  expect(readSettings({ ALERT_SMS_TO, ...twilio }).sms?.perHour).toBe(30);
});

type Accepted = [name: string, Record<string, string>, Partial<Settings>];
test.each<Accepted>([
  [
    'signed webhooks',
    { ...URL, ALERT_WEBHOOK_SECRET: SECRET },
    { webhook: { url: URL.ALERT_WEBHOOK_URL, secret: SECRET } },
  ],
  [
    'text messages',
    { ...SMS, SMS_PER_HOUR: '5' },
    {
      sms: {
        accountSid: SMS.TWILIO_ACCOUNT_SID,
        authToken: 's3cr3t',
        from: '+15005550006',
        to: '+491701234567',
        perHour: 5,
      },
    },
  ],
  [
    'alerts to Telegram',
    TELEGRAM,
    { telegram: { botToken: TELEGRAM.TELEGRAM_BOT_TOKEN, chatId: '-100123' } },
  ],
  [
    'alerts to ntfy',
    { ALERT_NTFY_URL: 'https://ntfy.sh/t', ALERT_NTFY_TOKEN: 'tk_x' },
    { ntfy: { url: 'https://ntfy.sh/t', token: 'tk_x' } },
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
  [{ ALERT_NTFY_TOKEN: 's3cr3t' }, 'ALERT_NTFY_URL is needed for ALERT_NTFY_TOKEN to open anything'],
  [{ TELEGRAM_CHAT_ID: '-100123' }, 'TELEGRAM_BOT_TOKEN is needed beside TELEGRAM_CHAT_ID'],
  [
    { TELEGRAM_BOT_TOKEN: TELEGRAM.TELEGRAM_BOT_TOKEN },
    'TELEGRAM_CHAT_ID is needed beside TELEGRAM_BOT_TOKEN',
  ],
  [{ ...TELEGRAM, TELEGRAM_BOT_TOKEN: 's3cr3t/x' }, 'TELEGRAM_BOT_TOKEN must be the token'],
  [{ ...TELEGRAM, TELEGRAM_CHAT_ID: 's3cr3t chat' }, "TELEGRAM_CHAT_ID must be a chat's number"],
  [
    { ALERT_PAGERDUTY_ROUTING_KEY: 's3cr3t' },
    'ALERT_PAGERDUTY_ROUTING_KEY must be the 32 letters and digits',
  ],
  [{ ALERT_DISCORD_WEBHOOK_URL: 's3cr3t' }, 'ALERT_DISCORD_WEBHOOK_URL must be an http or https URL'],
  [{ ALERT_TEAMS_WEBHOOK_URL: 's3cr3t' }, 'ALERT_TEAMS_WEBHOOK_URL must be an http or https URL'],
  [{ ...SMS, TWILIO_AUTH_TOKEN: '' }, 'TWILIO_AUTH_TOKEN is needed to send text messages to ALERT_SMS_TO'],
  [{ ...SMS, TWILIO_ACCOUNT_SID: 's3cr3t' }, 'TWILIO_ACCOUNT_SID must be the SID of the account'],
  [{ ...SMS, ALERT_SMS_TO: '0170 1234567' }, 'ALERT_SMS_TO must be one number in international form'],
  [
    { ...SMS, TWILIO_FROM_NUMBER: '0170 1234567' },
    'TWILIO_FROM_NUMBER must be a number in international form',
  ],
  [{ ...SMS, SMS_PER_HOUR: '0' }, 'SMS_PER_HOUR must be at least 1'],
])('%j is refused in a sentence without its value', (environment, problem) => {
  const [first, ...others] = problemsOf(environment);
  expect(first).toContain(problem);
  expect(first).not.toMatch(/s3cr3t/i);
  expect(others).toEqual([]);
});
