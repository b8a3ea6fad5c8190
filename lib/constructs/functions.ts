import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ServiceEntry } from '../../contracts/services/services-file.ts';
import { builtDashboard } from '../built-dashboard.ts';
import type { Options } from '../context.ts';
import type { Keeping } from '../stage.ts';
import type { ChannelKey } from './channel-key.ts';
import { HeartbeatFunction } from './heartbeat-function.ts';
import type { OwnSecrets } from './own-secrets.ts';
import type { HeartbeatTable } from './table.ts';
import type { Topics } from './topics.ts';
import type { WorkQueue } from './work-queue.ts';

export interface FunctionsProps {
  readonly options: Options;
  readonly keeping: Keeping;
  readonly services: readonly ServiceEntry[] | undefined;
  readonly table: HeartbeatTable;
  readonly judgeQueue: WorkQueue;
  readonly notifyQueue: WorkQueue;
  readonly topics: Topics;
  readonly secrets: OwnSecrets;
  readonly channelKey: ChannelKey;
  /** The address that senders and people use, without a slash at its end. */
  readonly publicUrl: string;
  /** Who asks, where something in front tells it. */
  readonly viewerHeader: string | undefined;
}

/** 0.29 of a processor (1,769 MB are a whole one): enough to sign and send a few small requests at a time. */
const NARROW_MB = 512;
/**
 * The largest batch, 1,000 beats, takes 2.4 to 3.8 s of a whole processor, and would take 3.8 / 0.29 = 13 s of 512 MB.
 * What computes costs the same either way: 13.1 s x 0.5 GB = 3.8 s x 1.73 GB = 6.6 GB s.
 */
const WHOLE_MB = 1_769;
/** Those that read whole fleets get twice as much: 10,000 monitors of 630 bytes are 6 MB to unpack at once. */
const WIDE_MB = 1_024;

/**
 * The longest that judge and notify may take for a batch: a channel gets 10 s. Their queues are measured by it: what a
 * process took with it into death is seen again after 6 x 30 = 180 s.
 */
export const WORK_TIMEOUT = Duration.seconds(30);

/** The functions, each with the least that it needs. */
export function createFunctions(scope: Construct, props: FunctionsProps) {
  const { options, keeping, services, table, topics, secrets, channelKey, publicUrl, viewerHeader } = props;
  const { queue: judgeQueue } = props.judgeQueue;
  const { queue: notifyQueue } = props.notifyQueue;
  const surroundings = { keeping, logLevel: options.logLevel };
  const address = { PUBLIC_URL: publicUrl };
  const http = {
    ...address,
    DASHBOARD_ACCESS: options.dashboardAccess,
    ...(viewerHeader && { VIEWER_ADDRESS_HEADER: viewerHeader }),
    ...limitsGiven(options),
  };

  // A store write that takes a second is answered with 503. A batch may take as long as the gateway waits (30 s).
  const ingest = new HeartbeatFunction(scope, 'Ingest', {
    ...surroundings,
    name: 'ingest',
    description: 'Takes heartbeats of all dialects',
    timeout: Duration.seconds(29),
    memorySize: WHOLE_MB,
    isHot: true,
  })
    .uses(table, 'recordBeats', 'identifyCallers', 'keepHearing')
    .sendsTo(judgeQueue, 'JUDGE_QUEUE_URL')
    .knows(http);

  // The gateway gives up after 30 s.
  const manage = new HeartbeatFunction(scope, 'Manage', {
    ...surroundings,
    name: 'manage',
    description: 'Registers, changes and shows monitors',
    timeout: Duration.seconds(29),
    memorySize: WIDE_MB,
  })
    // A daemon that registers is heard by it.
    .uses(table, 'manageMonitors', 'recordBeats', 'listMonitors', 'readUptimes', 'readHistory')
    .uses(table, 'identifyCallers', 'manageKeys', 'readHearing')
    .uses(table, 'manageChannels', 'readDeliveries', 'retryDeliveries')
    .sendsTo(judgeQueue, 'JUDGE_QUEUE_URL')
    .sendsTo(notifyQueue, 'NOTIFY_QUEUE_URL')
    .seals(channelKey, 'CHANNEL_KEY_ID')
    .reads(secrets.sessionKey, 'SESSION_SECRET_ARN')
    .knows({ ...http, ...statusPageOf(options), ...channelsOf(options) });

  const web = new HeartbeatFunction(scope, 'Web', {
    ...surroundings,
    name: 'web',
    description: 'Shows pages for people',
    timeout: Duration.seconds(29),
    memorySize: WIDE_MB,
    files: { 'dashboard.json': builtDashboard() },
  })
    .uses(table, 'listMonitors', 'readUptimes', 'identifyCallers', 'readHearing')
    .reads(secrets.sessionKey, 'SESSION_SECRET_ARN')
    .knows({ ...http, ...statusPageOf(options) });

  // Over before the next one begins; that one is the repetition, so Lambda makes none of its own.
  const sweep = new HeartbeatFunction(scope, 'Sweep', {
    ...surroundings,
    name: 'sweep',
    description: 'Finds each minute what falls due',
    timeout: Duration.seconds(50),
    memorySize: WIDE_MB,
  })
    .uses(table, 'findDue', 'keepHearing', 'summarizeFleet')
    .sendsTo(judgeQueue, 'JUDGE_QUEUE_URL')
    .sendsTo(notifyQueue, 'NOTIFY_QUEUE_URL')
    .reads(secrets.canaryKey, 'CANARY_SECRET_ARN')
    .knows(address);
  sweep.configureAsyncInvoke({ retryAttempts: 0, maxEventAge: Duration.minutes(1) });

  const judge = new HeartbeatFunction(scope, 'Judge', {
    ...surroundings,
    name: 'judge',
    description: 'Judges silence and publishes transitions',
    timeout: WORK_TIMEOUT,
    memorySize: NARROW_MB,
    sendsToItself: true,
  })
    .uses(table, 'judgeMonitors', 'keepHearing')
    .sendsTo(judgeQueue, 'JUDGE_QUEUE_URL')
    .sendsTo(notifyQueue, 'NOTIFY_QUEUE_URL')
    .publishesTo(topics.transitions, 'TRANSITIONS_TOPIC_ARN')
    .reads(secrets.canaryKey, 'CANARY_SECRET_ARN')
    .knows(address);

  // A group of 2,000 alerts is 10,000 small requests to the table: 15 s of a whole processor (estimated), 50 of 512 MB.
  const notify = new HeartbeatFunction(scope, 'Notify', {
    ...surroundings,
    name: 'notify',
    description: 'Delivers alerts to channels and notices to operators',
    timeout: WORK_TIMEOUT,
    memorySize: WHOLE_MB,
    sendsToItself: true,
  })
    // It groups what is due for one channel.
    .uses(table, 'deliverAlerts', 'findDue', 'readChannels', 'noteChannels')
    .sendsTo(notifyQueue, 'NOTIFY_QUEUE_URL')
    .publishesTo(topics.operators, 'OPERATORS_TOPIC_ARN')
    .readsParameter(options.slackWebhookParameter, 'SLACK_WEBHOOK_PARAMETER')
    .readsParameter(options.webhookParameter, 'WEBHOOK_PARAMETER')
    .opens(channelKey, 'CHANNEL_KEY_ID')
    .mailsAs(options.mailFrom, 'MAIL_FROM')
    .textsNumbers(options.textMessages, 'TEXT_MESSAGES')
    // They share what SNS mails in a second, and what a channel gets before groups.
    .knows({ ...address, NOTIFY_CONCURRENCY: String(options.notifyConcurrency) });
  // Only notify can open what is secret about a channel, so it alone can try one.
  manage.calls(notify, 'NOTIFY_FUNCTION');

  const deploy = new HeartbeatFunction(scope, 'Deploy', {
    ...surroundings,
    name: 'deploy',
    description: 'Runs at each deployment: keys and services into the table',
    timeout: Duration.minutes(5),
    memorySize: WIDE_MB,
    files: services && { 'services.json': JSON.stringify(services) },
  })
    .uses(table, 'manageKeys', 'manageMonitors', 'listMonitors')
    .sendsTo(judgeQueue, 'JUDGE_QUEUE_URL')
    .reads(secrets.adminKey, 'ADMIN_SECRET_ARN')
    .reads(secrets.canaryKey, 'CANARY_SECRET_ARN');

  return { ingest, manage, web, sweep, judge, notify, deploy };
}

export type Functions = ReturnType<typeof createFunctions>;

/** What everybody may see. */
function statusPageOf({ statusPageTags, statusPageTitle }: Options): Record<string, string> {
  return {
    ...(statusPageTags && { STATUS_PAGE_TAGS: statusPageTags }),
    ...(statusPageTitle && { STATUS_PAGE_TITLE: statusPageTitle }),
  };
}

/** The channels of the stack by name, for who only shows them. */
function channelsOf(options: Options): Record<string, string> {
  const { slackWebhookParameter, webhookParameter, mailFrom } = options;
  return {
    ...(slackWebhookParameter && { SLACK_WEBHOOK_PARAMETER: slackWebhookParameter }),
    ...(webhookParameter && { WEBHOOK_PARAMETER: webhookParameter }),
    ...(mailFrom && { MAIL_FROM: mailFrom }),
  };
}

/** The limits that were given, under the names that the settings of one machine have too. */
function limitsGiven(options: Options): Record<string, string> {
  const limits = {
    RATE_LIMIT_MONITOR_PER_MINUTE: options.monitorPerMinute,
    RATE_LIMIT_KEY_PER_MINUTE: options.keyPerMinute,
    RATE_LIMIT_MANAGEMENT_PER_MINUTE: options.managementPerMinute,
    RATE_LIMIT_READING_PER_MINUTE: options.readingPerMinute,
    RATE_LIMIT_WRONG_KEYS_PER_MINUTE: options.wrongKeysPerMinute,
  };
  const given = Object.entries(limits).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}
