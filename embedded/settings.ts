import { isIPv4 } from 'node:net';
import * as z from 'zod';
import { DEFAULT_LIMITS, type LimitsPerMinute } from '../lambdas/runtime/limits.ts';
import { type StatusPageChoice, statusPageChoice } from '../lambdas/runtime/status-page-choice.ts';
import {
  CHANNEL_VARIABLES,
  type ChannelSettings,
  channelProblems,
  channelSettings,
} from './channel-settings.ts';
import { DATA_VARIABLES } from './data-variables.ts';
import { presentIn } from './present-in.ts';
import { needs } from './setting-groups.ts';
import { httpUrl, text, whole } from './setting-kinds.ts';
import { SettingsError } from './settings-error.ts';

/** What the operator decides, read once at start. Durations in ms. */
export interface Settings extends ChannelSettings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly adminApiKey?: string | undefined;
  readonly secretKey?: string | undefined;
  readonly publicUrl?: string | undefined;
  readonly trustedProxies: number;
  readonly logLevel: string;
  readonly servicesFile: string;
  readonly dashboardAccess: 'public' | 'private';
  readonly statusPage?: StatusPageChoice | undefined;
  readonly sweepIntervalMs: number;
  readonly allowPrivateTargets: boolean;
  /** False: none, for load tests. */
  readonly rateLimit: LimitsPerMinute | false;
  /** Where everything is kept on DynamoDB; undefined: in the data folder. */
  readonly dynamodb?: DynamoSettings | undefined;
}

export interface DynamoSettings {
  readonly tableName: string;
  /** Of an emulator, say; undefined: AWS itself. */
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
}

const bool = z.enum(['true', 'false', '1', '0', 'yes', 'no'], 'must be true or false');
const isTrue = (value: string): boolean => ['true', '1', 'yes'].includes(value);

const perMinute = whole(1, 1_000_000);

const TRUST_PROXY_RULE =
  'must be the number of proxies in front of this server, such as 1 (true counts as 1)';
const ADMIN_KEY_RULE = 'must have at least 16 characters: letters, digits and signs of ASCII, without spaces';
const trustProxy = z
  .string()
  .regex(/^(\d{1,2}|true|false)$/, TRUST_PROXY_RULE)
  .transform((value) => (value === 'true' ? 1 : value === 'false' ? 0 : Number(value)));

const Environment = z.object({
  // 0 lets the system choose a free port.
  PORT: whole(0, 65_535).default(3_000),
  HOST: text.default('127.0.0.1'),
  ...DATA_VARIABLES,
  DYNAMODB_ENDPOINT: httpUrl.optional(),
  TABLE_NAME: text
    .regex(/^[\w.-]{3,255}$/, 'must have 3 to 255 letters, digits and signs of _ . -')
    .default('heartbeat-central'),
  AWS_REGION: text.optional(),
  // Written by hand, and sent in a header as it is.
  ADMIN_API_KEY: text.regex(/^[!-~]{16,}$/, ADMIN_KEY_RULE).optional(),
  SECRET_KEY: text.min(16, 'must have at least 16 characters').optional(),
  PUBLIC_URL: httpUrl.optional(),
  TRUST_PROXY: trustProxy.default(0),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info'),
  SERVICES_FILE: text.default('./services.json'),
  DASHBOARD_ACCESS: z.enum(['public', 'private'], 'must be public or private').optional(),
  STATUS_PAGE_TAGS: text.optional(),
  STATUS_PAGE_TITLE: text.max(200, 'must have at most 200 characters').optional(),
  // Tickets reach 150 s ahead: a sweep every 120 s still leaves none out.
  SWEEP_INTERVAL_SECONDS: whole(1, 120).default(60),
  ...CHANNEL_VARIABLES,
  ALLOW_PRIVATE_TARGETS: bool.default('false'),
  RATE_LIMIT: z.enum(['on', 'off'], 'must be on or off').default('on'),
  RATE_LIMIT_MONITOR_PER_MINUTE: perMinute.default(DEFAULT_LIMITS.monitor),
  RATE_LIMIT_KEY_PER_MINUTE: perMinute.default(DEFAULT_LIMITS.key),
  RATE_LIMIT_MANAGEMENT_PER_MINUTE: perMinute.default(DEFAULT_LIMITS.management),
  RATE_LIMIT_READING_PER_MINUTE: perMinute.default(DEFAULT_LIMITS.reading),
  RATE_LIMIT_WRONG_KEYS_PER_MINUTE: perMinute.default(DEFAULT_LIMITS.wrongKeys),
});

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'));

/** Only what nobody elsewhere can reach is open by itself: a proxy or a public address lets everybody in. */
const defaultAccess = (env: z.infer<typeof Environment>): Settings['dashboardAccess'] =>
  isLoopback(env.HOST) &&
  env.TRUST_PROXY === 0 &&
  (env.PUBLIC_URL === undefined || isLoopback(new URL(env.PUBLIC_URL).hostname))
    ? 'public'
    : 'private';

const limitsFrom = (env: z.infer<typeof Environment>): LimitsPerMinute => ({
  monitor: env.RATE_LIMIT_MONITOR_PER_MINUTE,
  key: env.RATE_LIMIT_KEY_PER_MINUTE,
  management: env.RATE_LIMIT_MANAGEMENT_PER_MINUTE,
  reading: env.RATE_LIMIT_READING_PER_MINUTE,
  wrongKeys: env.RATE_LIMIT_WRONG_KEYS_PER_MINUTE,
});

/**
 * Reads the settings from environment variables; an empty one counts as absent.
 * @throws SettingsError naming each variable that does not fit, and never its value.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const present = presentIn(environment);
  const parsed = Environment.safeParse(present);
  const unfit = parsed.error?.issues.map(({ path, message }) => `${path.join('.')} ${message}`) ?? [];
  const aloneTitle = needs(present, 'STATUS_PAGE_TITLE', 'STATUS_PAGE_TAGS', 'to have a status page');
  const problems = [...unfit, ...aloneTitle, ...channelProblems(present)];
  if (!parsed.success || problems.length > 0) throw new SettingsError(problems);
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: env.DATA_DIR,
    adminApiKey: env.ADMIN_API_KEY,
    secretKey: env.SECRET_KEY,
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, ''),
    trustedProxies: env.TRUST_PROXY,
    logLevel: env.LOG_LEVEL,
    servicesFile: env.SERVICES_FILE,
    dashboardAccess: env.DASHBOARD_ACCESS ?? defaultAccess(env),
    statusPage: statusPageChoice(env.STATUS_PAGE_TAGS, env.STATUS_PAGE_TITLE),
    sweepIntervalMs: env.SWEEP_INTERVAL_SECONDS * 1_000,
    ...channelSettings(env),
    allowPrivateTargets: isTrue(env.ALLOW_PRIVATE_TARGETS),
    rateLimit: env.RATE_LIMIT === 'on' && limitsFrom(env),
    dynamodb:
      env.STORE === 'dynamodb'
        ? { tableName: env.TABLE_NAME, endpoint: env.DYNAMODB_ENDPOINT, region: env.AWS_REGION }
        : undefined,
  };
}
