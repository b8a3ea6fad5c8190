import * as z from 'zod';
import { similarName } from './similar-names.ts';

/** `-c name=value` of the CDK, checked. README's settings are those of `npm start`; these are those of the stack. */
export interface Options {
  readonly stage: 'dev' | 'prod';
  /** People who hear of Heartbeat Central's own troubles; each has to confirm by the link in a mail. */
  readonly alertEmails: readonly string[];
  /** Names of SSM SecureString parameters that hold the URLs: the URLs themselves are secrets. */
  readonly slackWebhookParameter?: string | undefined;
  readonly webhookParameter?: string | undefined;
  /** Who may read the status: everybody, or the bearers of a key. */
  readonly dashboardAccess: 'public' | 'private';
  readonly throttleRate: number;
  readonly throttleBurst: number;
  /** Days that logs are kept; undefined: what suits the stage. */
  readonly logRetentionDays?: number | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  /** Undefined: services.json, if it is there. */
  readonly servicesFile?: string | undefined;
  readonly judgeConcurrency: number;
  readonly notifyConcurrency: number;
  readonly alarms: boolean;
  /** CloudFront in front, and nothing reachable around it. */
  readonly cdn: boolean;
  readonly webAclArn?: string | undefined;
}

/** The options do not fit. The message names each and the fix, and never a value: it could be a secret. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';

  constructor(problems: readonly string[]) {
    const lines = problems.map((problem) => `  ${problem}`);
    super(`These options do not fit:\n${lines.join('\n')}\nAll options are described in lib/context.ts.`);
  }
}

/** The days that CloudWatch Logs knows. */
const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const PARAMETER_NAME = /^(\/?[\w.-]+|(\/[\w.-]+){2,15})$/;
const URL_LIKE = /:\/\/|^https?:|^\/\/|hooks\.slack|(^|\.)(com|net|org|io)(\/|$)/i;
/** Nobody gives a parameter a name like this; the end of a webhook's URL looks so. */
const RANDOM_LIKE = /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[A-Za-z0-9]{20,}$/;

const looksSecret = (value: string): boolean =>
  URL_LIKE.test(value) || value.split(/[/.-]/).some((part) => RANDOM_LIKE.test(part));

const oneOf = <const T extends readonly string[]>(name: string, values: T) =>
  z.enum(values, `must be ${values.join(' or ')}: -c ${name}=${values[0]}`);

const flag = (name: string) => oneOf(name, ['true', 'false']).transform((value) => value === 'true');

function whole(name: string, min: number, max: number, example: number) {
  const rule = `must be a whole number from ${min} to ${max}: -c ${name}=${example}`;
  return z
    .stringFormat('whole', /^\d{1,6}$/, rule)
    .transform(Number)
    .pipe(z.number(rule).min(min, rule).max(max, rule));
}

const parameterName = (name: string) =>
  z
    .string()
    .refine((value) => !looksSecret(value), {
      error: `must be the NAME of an SSM parameter, not the URL or secret in it. Store the value with "aws ssm put-parameter --type SecureString --name /heartbeat/hook --value ...", then give -c ${name}=/heartbeat/hook`,
      abort: true,
    })
    .regex(PARAMETER_NAME, `must be the name of an SSM parameter: -c ${name}=/heartbeat/hook`)
    .refine(
      (value) => !/^\/?(aws|ssm)/i.test(value),
      `must not begin with aws or ssm: -c ${name}=/heartbeat/hook`,
    );

const Context = z
  .object({
    stage: oneOf('stage', ['dev', 'prod']).default('dev'),
    alertEmails: z
      .string()
      .transform((text) => text.split(',').map((address) => address.trim()))
      .pipe(z.array(z.email('must be e-mail addresses, separated by commas: -c alertEmails=ops@example.com')))
      .transform((addresses) => [...new Set(addresses)])
      .default([]),
    slackWebhookParameter: parameterName('slackWebhookParameter').optional(),
    webhookParameter: parameterName('webhookParameter').optional(),
    dashboardAccess: oneOf('dashboardAccess', ['private', 'public']).default('private'),
    // A new account runs 10 Lambdas at once: at 10 ms a beat that is 1,000 a second, and half of it leaves room for
    // the other functions. Senders who beat on the same second come as a burst of two seconds' worth.
    throttleRate: whole('throttleRate', 1, 10_000, 500).default(500),
    throttleBurst: whole('throttleBurst', 1, 5_000, 1_000).default(1_000),
    logRetentionDays: z
      .stringFormat('days', /^\d{1,4}$/, `must be one of ${RETENTIONS.join(', ')}: -c logRetentionDays=30`)
      .transform(Number)
      .refine(
        (days) => RETENTIONS.includes(days),
        `must be one of ${RETENTIONS.join(', ')}: -c logRetentionDays=30`,
      )
      .optional(),
    logLevel: oneOf('logLevel', ['info', 'debug', 'warn', 'error']).default('info'),
    servicesFile: z.string().optional(),
    // Of the 10 Lambdas that a new account runs at once: the rest is for ingest. 2 is the least that AWS takes.
    judgeConcurrency: whole('judgeConcurrency', 2, 1_000, 2).default(2),
    notifyConcurrency: whole('notifyConcurrency', 2, 1_000, 2).default(2),
    alarms: flag('alarms').default(true),
    cdn: flag('cdn').default(false),
    webAclArn: z
      .string()
      .regex(
        /^arn:aws[\w-]*:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/,
        'must be the ARN of a web ACL for CloudFront: -c webAclArn=arn:aws:wafv2:us-east-1:<account>:global/webacl/<name>/<id>',
      )
      .optional(),
  })
  .refine(({ webAclArn, cdn }) => webAclArn === undefined || cdn, {
    path: ['webAclArn'],
    error: 'needs CloudFront, which alone can bear it: add -c cdn=true',
    when: ({ value }) => (value as { webAclArn?: unknown }).webAclArn !== undefined,
  });

const NAMES = Object.keys(Context.shape);

/** Feature flags and what the CDK looked up have signs in their names that ours have not. */
const isTheCdks = (name: string): boolean => /[:@/]/.test(name);

/**
 * Reads the stack's options from the whole context of a CDK app. What nobody gave and what is empty is absent.
 * @throws OptionsError with every problem, a line each.
 */
export function readOptions(context: Readonly<Record<string, unknown>>): Options {
  const given = Object.entries(context).filter(([name, value]) => !isTheCdks(name) && hasValue(value));
  const ours = given.filter(([name]) => NAMES.includes(name));
  const parsed = Context.safeParse(
    Object.fromEntries(ours.map(([name, value]) => [name, String(value).trim()])),
  );
  const problems = [
    ...given.flatMap(([name]) => misspelt(name)),
    ...(parsed.error?.issues.map(({ path, message }) => `${String(path[0])} ${message}`) ?? []),
  ];
  if (parsed.error || problems.length > 0) throw new OptionsError([...new Set(problems)]);
  return parsed.data;
}

const hasValue = (value: unknown): boolean =>
  value !== undefined && value !== null && String(value).trim() !== '';

/** Taken for unknown, a misspelt option would leave a default in force without a word. */
function misspelt(name: string): string[] {
  if (NAMES.includes(name)) return [];
  const meant = similarName(name, NAMES);
  return meant ? [`${name} is not an option; did you mean ${meant}?`] : [];
}
