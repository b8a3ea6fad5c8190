import * as z from 'zod';
import {
  email,
  emails,
  flag,
  oneOf,
  parameterName,
  perMinute,
  retention,
  webAclArn,
  whole,
} from './option-kinds.ts';
import { similarName } from './similar-names.ts';

/** Rules between options are told beside what else does not fit, not only once that is mended. */
const always = (): boolean => true;

const Context = z
  .object({
    stage: oneOf('stage', ['dev', 'prod']).default('dev'),

    /** Who gets alerts, and Heartbeat Central's own troubles, by mail; each has to confirm by a link in one. */
    alertEmails: emails('alertEmails').default([]),
    /** Names of SSM SecureString parameters that hold URLs to alert: the URLs themselves are secrets. */
    slackWebhookParameter: parameterName('slackWebhookParameter').optional(),
    webhookParameter: parameterName('webhookParameter').optional(),
    /** An address that SES verified: channels that people manage, and owners, are mailed as it. */
    mailFrom: email('mailFrom').optional(),
    /** Channels for text messages may use SNS, which bills the account for each. */
    textMessages: flag('textMessages').default(false),

    /** Who may read the status: the bearers of a key, or everybody. */
    dashboardAccess: oneOf('dashboardAccess', ['private', 'public']).default('private'),
    /** The services to watch; if not given, no file is read, and services are what the API says. */
    servicesFile: z.string().optional(),

    // A new account runs 10 Lambdas at once: at two writes of 5 ms a beat that is 1,000 a second, and half of it
    // leaves room for the other functions. Senders who beat on the same second come as a burst of two seconds' worth.
    throttleRate: whole('throttleRate', 1, 10_000, 500),
    throttleBurst: whole('throttleBurst', 1, 5_000, 1_000),
    /** Limits of each process of a function, as the settings RATE_LIMIT_* of one machine. */
    monitorPerMinute: perMinute('monitorPerMinute'),
    keyPerMinute: perMinute('keyPerMinute'),
    managementPerMinute: perMinute('managementPerMinute'),
    readingPerMinute: perMinute('readingPerMinute'),
    wrongKeysPerMinute: perMinute('wrongKeysPerMinute'),
    // Of those 10 as well, and the least that AWS takes: the rest is for ingest.
    judgeConcurrency: whole('judgeConcurrency', 2, 1_000, 2),
    notifyConcurrency: whole('notifyConcurrency', 2, 1_000, 2),

    logLevel: oneOf('logLevel', ['info', 'debug', 'warn', 'error']).default('info'),
    /** If not given: a week in dev, three months in prod. */
    logRetentionDays: retention('logRetentionDays').optional(),
    alarms: flag('alarms').default(true),

    /** CloudFront in front, and nothing reachable around it. */
    cdn: flag('cdn').default(false),
    webAclArn: webAclArn('webAclArn').optional(),
  })
  .refine(({ webAclArn, cdn }) => webAclArn === undefined || cdn !== false, {
    path: ['webAclArn'],
    error: 'needs CloudFront, which alone can bear it: add -c cdn=true',
    when: always,
  })
  // Each process sends a mail every 250 ms at most: two of them send 8 a second.
  .refine(({ alertEmails, notifyConcurrency }) => !alertEmails?.length || !(notifyConcurrency > 2), {
    path: ['notifyConcurrency'],
    error:
      'must be 2 with alertEmails, because SNS switches mail off at more than 10 a second: -c notifyConcurrency=2',
    when: always,
  });

/** `-c name=value` of the CDK, read and checked. */
export type Options = Readonly<z.infer<typeof Context>>;

/** The options do not fit. The message names each and the fix, and never a value: it could be a secret. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError';

  constructor(problems: readonly string[]) {
    const lines = problems.map((problem) => `  ${problem}`);
    super(`These options do not fit:\n${lines.join('\n')}\nAll options are listed in lib/context.ts.`);
  }
}

const NAMES = Object.keys(Context.shape);

/**
 * Reads the stack's options from the whole context of a CDK app. What is empty counts as absent.
 * @throws OptionsError with every problem, a line each.
 */
export function readOptions(context: Readonly<Record<string, unknown>>): Options {
  const given = Object.entries(context).flatMap(([name, value]) => {
    const text = String(value ?? '').trim();
    return text === '' || isTheCdks(name) ? [] : [[name, text] as const];
  });
  const parsed = Context.safeParse(Object.fromEntries(given.filter(([name]) => NAMES.includes(name))));
  const misspelt = given.flatMap(([name]) => mistakenName(name) ?? []);
  const misfits = parsed.error?.issues.map(({ path, message }) => `${String(path[0])} ${message}`) ?? [];
  const problems = [...new Set([...misspelt, ...misfits])];
  if (!parsed.success || problems.length > 0) throw new OptionsError(problems);
  return parsed.data;
}

/** Feature flags and what the CDK looked up have signs in their names that ours have not. */
const isTheCdks = (name: string): boolean => /[:@/]/.test(name);

/** Passed over as unknown, a misspelt option would leave a default in force without a word. */
function mistakenName(name: string): string | undefined {
  if (NAMES.includes(name)) return undefined;
  const meant = similarName(name, NAMES);
  return meant && `${name} is not an option; did you mean ${meant}?`;
}
