import { describe, expect, test } from '@jest/globals';
import { readSettings, type Settings } from '../../embedded/settings.ts';
import { SettingsError } from '../../embedded/settings-error.ts';
import { DEFAULT_LIMITS } from '../../lambdas/runtime/limits.ts';

const DEFAULTS: Settings = {
  port: 3_000,
  host: '127.0.0.1',
  dataDir: './data',
  adminApiKey: undefined,
  secretKey: undefined,
  publicUrl: undefined,
  trustedProxies: 0,
  logLevel: 'info',
  servicesFile: './services.json',
  dashboardAccess: 'public',
  sweepIntervalMs: 60_000,
  slackWebhookUrl: undefined,
  webhook: undefined,
  email: undefined,
  allowPrivateTargets: false,
  rateLimit: DEFAULT_LIMITS,
};

const messageOf = (environment: Record<string, string>): string => {
  try {
    readSettings(environment);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as Error).message;
  }
  throw new Error('These settings were accepted');
};

describe('settings', () => {
  test('have a default each, so that nothing needs to be set', () => {
    expect(readSettings({})).toEqual(DEFAULTS);
  });

  test('that are empty or blank count as absent', () => {
    const names = ['PORT', 'HOST', 'SECRET_KEY', 'PUBLIC_URL', 'SMTP_URL', 'ALERT_EMAIL', 'LOG_LEVEL'];
    expect(readSettings(Object.fromEntries(names.map((name) => [name, '  '])))).toEqual(DEFAULTS);
  });

  test('that nobody knows are left alone', () => {
    expect(readSettings({ PATH: '/bin', PORTS: '9' })).toEqual(DEFAULTS);
  });

  test.each<[string, string, Partial<Settings>]>([
    ['PORT', '0', { port: 0 }],
    ['PORT', ' 8080 ', { port: 8_080 }],
    ['HOST', '0.0.0.0', { host: '0.0.0.0', dashboardAccess: 'private' }],
    ['HOST', '::1', { host: '::1' }],
    ['HOST', 'localhost', { host: 'localhost' }],
    ['DATA_DIR', '/srv/data', { dataDir: '/srv/data' }],
    ['STORE', 'sqlite', {}],
    ['STORE', 'dynamodb', { dynamodb: { tableName: 'heartbeat-central' } }],
    ['ADMIN_API_KEY', ' a-long-admin-key! ', { adminApiKey: 'a-long-admin-key!' }],
    ['SECRET_KEY', '0123456789abcdef', { secretKey: '0123456789abcdef' }],
    [
      'PUBLIC_URL',
      'https://heart.example//',
      { publicUrl: 'https://heart.example', dashboardAccess: 'private' },
    ],
    ['PUBLIC_URL', 'http://[::1]:3000', { publicUrl: 'http://[::1]:3000' }],
    ['TRUST_PROXY', '2', { trustedProxies: 2, dashboardAccess: 'private' }],
    ['TRUST_PROXY', 'true', { trustedProxies: 1, dashboardAccess: 'private' }],
    ['TRUST_PROXY', 'false', { trustedProxies: 0 }],
    ['LOG_LEVEL', 'silent', { logLevel: 'silent' }],
    ['SERVICES_FILE', '/etc/services.json', { servicesFile: '/etc/services.json' }],
    ['DASHBOARD_ACCESS', 'private', { dashboardAccess: 'private' }],
    [
      'STATUS_PAGE_TAGS',
      ' public,, web ,public',
      { statusPage: { tags: ['public', 'web'], title: 'Status' } },
    ],
    ['SWEEP_INTERVAL_SECONDS', '5', { sweepIntervalMs: 5_000 }],
    ['ALERT_SLACK_WEBHOOK_URL', 'https://h.example/x', { slackWebhookUrl: 'https://h.example/x' }],
    ['ALERT_WEBHOOK_URL', 'http://h.example/x', { webhook: { url: 'http://h.example/x' } }],
    ['SMTP_URL', 'smtp://mail.example', { mailServer: { smtpUrl: 'smtp://mail.example' } }],
    ['ALLOW_PRIVATE_TARGETS', 'yes', { allowPrivateTargets: true }],
    ['ALLOW_PRIVATE_TARGETS', '0', { allowPrivateTargets: false }],
    ['RATE_LIMIT', 'off', { rateLimit: false }],
    ['RATE_LIMIT_MONITOR_PER_MINUTE', '6', { rateLimit: { ...DEFAULT_LIMITS, monitor: 6 } }],
    ['RATE_LIMIT_KEY_PER_MINUTE', '60', { rateLimit: { ...DEFAULT_LIMITS, key: 60 } }],
    ['RATE_LIMIT_MANAGEMENT_PER_MINUTE', '1', { rateLimit: { ...DEFAULT_LIMITS, management: 1 } }],
    ['RATE_LIMIT_READING_PER_MINUTE', '6000', { rateLimit: { ...DEFAULT_LIMITS, reading: 6_000 } }],
    ['RATE_LIMIT_WRONG_KEYS_PER_MINUTE', '5', { rateLimit: { ...DEFAULT_LIMITS, wrongKeys: 5 } }],
  ])('%s may be %j', (name, value, expected) => {
    expect(readSettings({ [name]: value })).toEqual({ ...DEFAULTS, ...expected });
  });

  const ADMIN_KEY = 'must have at least 16 characters';
  const NO_URL = 'must be an http or https URL';
  test.each([
    ['PORT', 'http', 'must be a number from 0 to 65535'],
    ['PORT', '65536', 'must be at most 65535'],
    ['PORT', '-1', 'must be at least 0'],
    ['PORT', '80.5', 'must be a whole number from 0 to 65535'],
    ['PORT', 'Infinity', 'must be a number from 0 to 65535'],
    ['SECRET_KEY', 'too-short', 'must have at least 16 characters'],
    ['ADMIN_API_KEY', 'fifteen-letters', ADMIN_KEY],
    ['ADMIN_API_KEY', 'a long enough key', ADMIN_KEY],
    ['ADMIN_API_KEY', 'schlüssel-zum-glück', ADMIN_KEY],
    ['PUBLIC_URL', 'heart.example', NO_URL],
    ['PUBLIC_URL', 'ftp://heart.example', NO_URL],
    ['TRUST_PROXY', '-1', 'must be the number of proxies'],
    ['TRUST_PROXY', '10.0.0.0/8', 'must be the number of proxies'],
    ['LOG_LEVEL', 'verbose', 'must be debug, info, warn, error or silent'],
    ['DASHBOARD_ACCESS', 'open', 'must be public or private'],
    ['SWEEP_INTERVAL_SECONDS', '0', 'must be at least 1'],
    ['SWEEP_INTERVAL_SECONDS', '121', 'must be at most 120'],
    ['ALERT_SLACK_WEBHOOK_URL', 'hooks.example/services/s3cr3t', NO_URL],
    ['ALERT_WEBHOOK_URL', 'javascript:alert(1)', NO_URL],
    ['SMTP_URL', 'https://user:hunter2@mail.example', 'must be a URL such as smtps://'],
    ['ALLOW_PRIVATE_TARGETS', 'maybe', 'must be true or false'],
    ['RATE_LIMIT', 'none', 'must be on or off'],
    ['RATE_LIMIT_KEY_PER_MINUTE', '0', 'must be at least 1'],
    ['STORE', 'mysql', 'must be sqlite or dynamodb'],
    ['TABLE_NAME', 'my table', 'must have 3 to 255 letters'],
    ['DYNAMODB_ENDPOINT', '127.0.0.1:8000', NO_URL],
  ])('%s may not be %j: the sentence names the variable and never the value', (name, value, sentence) => {
    const message = messageOf({ [name]: value });
    expect(message).toContain(`  ${name} ${sentence}`);
    expect(message.replaceAll(sentence, '')).not.toContain(value);
    expect(message.split('\n')).toHaveLength(3);
  });

  test('that do not fit are all named at once', () => {
    const message = messageOf({ PORT: 'x', RATE_LIMIT: 'y', SECRET_KEY: 'z' });
    for (const name of ['PORT', 'RATE_LIMIT', 'SECRET_KEY']) expect(message).toContain(`  ${name} must`);
  });

  test('for a status page need tags beside its title', () => {
    expect(messageOf({ STATUS_PAGE_TITLE: 'Shop' })).toContain(
      '  STATUS_PAGE_TAGS is needed to have a status page',
    );
    const statusPage = { tags: ['web'], title: 'Shop' };
    expect(readSettings({ STATUS_PAGE_TAGS: 'web', STATUS_PAGE_TITLE: ' Shop ' })).toMatchObject({
      statusPage,
    });
  });

  test('for e-mail need a server to send it with', () => {
    expect(messageOf({ ALERT_EMAIL: 'ops@example.com' })).toContain(
      '  SMTP_URL is needed to send e-mail to ALERT_EMAIL',
    );
    const SMTP_URL = 'smtps://user:password@mail.example:465';
    const both = { ALERT_EMAIL: 'ops@example.com', SMTP_URL };
    expect(readSettings(both).email).toEqual({ to: 'ops@example.com', smtpUrl: SMTP_URL });
    expect(readSettings({ ...both, ALERT_EMAIL_FROM: 'hc@example.com' }).email?.from).toBe('hc@example.com');
  });

  test('open the dashboard to everybody only where nobody else can reach it, or where told to', () => {
    expect(readSettings({ HOST: '127.0.0.5' }).dashboardAccess).toBe('public');
    expect(readSettings({ HOST: '127.evil.example' }).dashboardAccess).toBe('private');
    expect(readSettings({ HOST: '::', DASHBOARD_ACCESS: 'public' }).dashboardAccess).toBe('public');
    const proxied = { TRUST_PROXY: '1', PUBLIC_URL: 'https://heart.example' };
    expect(readSettings(proxied).dashboardAccess).toBe('private');
    expect(readSettings({ ...proxied, DASHBOARD_ACCESS: 'public' }).dashboardAccess).toBe('public');
    expect(readSettings({ PUBLIC_URL: 'http://localhost:3000' }).dashboardAccess).toBe('public');
  });
});

test('e-mail without a mail server is named beside whatever else does not fit', () => {
  const read = () => readSettings({ PORT: 'abc', ALERT_EMAIL: 'oncall@example.com' });
  expect(read).toThrow(/PORT must be/);
  expect(read).toThrow(/SMTP_URL is needed/);
});
