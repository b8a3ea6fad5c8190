import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Functions } from './functions.ts';
import type { HeartbeatApi } from './heartbeat-api.ts';
import { loggedErrors, loggedThrottles } from './log-metric.ts';
import type { HeartbeatTable } from './table.ts';
import type { Topics } from './topics.ts';
import type { WorkQueue } from './work-queue.ts';

export interface Watched {
  readonly topics: Topics;
  readonly functions: Functions;
  readonly judgeQueue: WorkQueue;
  readonly notifyQueue: WorkQueue;
  readonly api: HeartbeatApi;
  readonly table: HeartbeatTable;
}

interface Trouble {
  readonly metric: IMetric;
  /** Alarms when the metric reaches it, or with `below`, when it falls short of it. */
  readonly threshold: number;
  readonly below?: boolean;
  readonly silenceIsTrouble?: boolean;
  readonly tellsItsEnd?: boolean;
  /** What is wrong, what it does to people, and what to do. */
  readonly description: string;
}

const WINDOW = { period: Duration.minutes(5) };
const SUM = { ...WINDOW, statistic: 'Sum' };
const MAXIMUM = { ...WINDOW, statistic: 'Maximum' };

/** Once may be a hiccup that was tried again and went well; three in five minutes are none. */
const MOST_FAILURES = 3;
/** Fewer failed requests than this are no rate. */
const LEAST_FAILED_REQUESTS = 5;
const MOST_FAILED_PERCENT = 1;
/** The SDK repeats what was throttled: a table that doubles its traffic at once throttles a little and grows. */
const MOST_THROTTLES = 10;
/** A sender that was refused once is heard the next time, and has a window for it. */
const MOST_REFUSED = 10;
/**
 * AWS does not say whether the age of a message counts from when it was sent or from when it could first be received, so
 * it is taken to count from when it was sent. Then a sound one is as old as SQS delays it (150 s), and one that a process
 * took with it into death twice is 150 + 2 x 180 = 510 s old. Ten minutes are trouble either way.
 */
const OLDEST_SECONDS = 600;

/** Everything that people have to look at, by name. */
export function troubles(scope: Construct, watched: Watched): Readonly<Record<string, Trouble>> {
  return { ...ofTheSweep(scope, watched), ...ofTheQueues(scope, watched), ...ofTheDoor(scope, watched) };
}

const ofTheSweep = (scope: Construct, { functions }: Watched): Record<string, Trouble> => ({
  SweepMissing: {
    metric: sweepsThatCameThrough(functions),
    threshold: 1,
    below: true,
    silenceIsTrouble: true,
    tellsItsEnd: true,
    description:
      'No sweep has come through for 5 minutes: silence is not looked for, and nobody is told of it. ' +
      "Look at the sweep function's log and at its schedule (is the rule enabled?).",
  },
  SweepErrors: logging(scope, 'Sweep', functions.sweep),
});

const ofTheQueues = (scope: Construct, watched: Watched): Record<string, Trouble> => {
  const { topics, functions, judgeQueue, notifyQueue } = watched;
  return {
    JudgeDeadLetters: {
      metric: lettersIn(judgeQueue.deadLetters),
      threshold: 1,
      description:
        'A ticket could not be judged in five tries. The sweep makes it anew while it is due; if this repeats, one ' +
        "monitor's silence goes unnoticed. Look at the judge function's log, mend the cause, then drop the letters: " +
        'the output DropDeadTickets of the stack is the command.',
    },
    NotifyDeadLetters: {
      metric: lettersIn(notifyQueue.deadLetters),
      threshold: 1,
      description:
        'A transition could not be handed to the channels in ten tries: an alert may not have been sent. Look at ' +
        "the notify function's log, mend the cause, then send the letters back: the output ReturnDeadLetters of the " +
        'stack is the command.',
    },
    TransitionsUndelivered: {
      metric: lettersIn(topics.undelivered),
      threshold: 1,
      description:
        'SNS could not hand a transition to the queue of notify: its alert was not sent. Look at the policy of that ' +
        'queue, mend it, then carry the letters over as docs/deploy.md says under "Dead letters".',
    },
    JudgeLate: late(judgeQueue, 'judge', 'Silence is judged late, or not at all.'),
    NotifyLate: late(notifyQueue, 'notify', 'Alerts are late, or do not leave at all.'),
    JudgeFailing: failing(functions.judge, 'Alerts come late: silence is judged only when it works again.'),
    NotifyFailing: failing(functions.notify, 'Alerts come late: channels are told only when it works again.'),
    JudgeErrors: logging(scope, 'Judge', functions.judge),
    NotifyErrors: logging(scope, 'Notify', functions.notify),
  };
};

const ofTheDoor = (scope: Construct, { api, table }: Watched): Record<string, Trouble> => ({
  RequestsFailing: {
    metric: failedPercent(api),
    threshold: MOST_FAILED_PERCENT,
    description:
      'More than 1 % of the requests were answered with 5xx: heartbeats may be lost, and silence that they cause ' +
      'looks real. Look at the access log for error and integrationError: throttled functions (ask AWS for more ' +
      'concurrent executions), or the table.',
  },
  RequestsThrottled: {
    metric: loggedThrottles(scope, 'RequestsThrottled', api.accessLog),
    threshold: MOST_REFUSED,
    description:
      'The gateway refused 10 requests or more in 5 minutes with 429: heartbeats were lost, and services may be taken ' +
      'for down. Look at the access log for who sends so many; if all of them are wanted, deploy with a larger ' +
      '-c throttleRate and -c throttleBurst.',
  },
  TableThrottled: {
    metric: throttles(table),
    threshold: MOST_THROTTLES,
    description:
      'DynamoDB throttled the table: heartbeats are answered with 503 if it lasts. Look at its write units; a ' +
      'quota of the account, or one partition that takes more than 1,000 writes a second.',
  },
});

/** Without a call there is no figure at all, which counts as trouble. */
const sweepsThatCameThrough = ({ sweep }: Functions): IMetric =>
  new MathExpression({
    ...WINDOW,
    label: 'Sweeps that came through',
    expression: 'calls - errors',
    usingMetrics: { calls: sweep.metricInvocations(SUM), errors: sweep.metricErrors(SUM) },
  });

const lettersIn = (deadLetters: IQueue): IMetric =>
  deadLetters.metricApproximateNumberOfMessagesVisible(MAXIMUM);

const late = ({ queue }: WorkQueue, name: string, consequence: string): Trouble => ({
  metric: queue.metricApproximateAgeOfOldestMessage(MAXIMUM),
  threshold: OLDEST_SECONDS,
  description:
    `A message has waited 10 minutes for the ${name} function. ${consequence} Look at its log, and at its ` +
    `throttles: is -c ${name}Concurrency too small, or the account's limit of concurrent executions?`,
});

const failing = (worker: Functions['judge'], consequence: string): Trouble => ({
  metric: worker.metricErrors(SUM),
  threshold: MOST_FAILURES,
  description: `The function behind a queue failed three times in 5 minutes. ${consequence} Look at its log.`,
});

/** What a function gets over by itself it only logs: the ticket is let go, and the sweep makes it again. */
const logging = (scope: Construct, name: string, { logGroup }: Functions['judge']): Trouble => ({
  metric: loggedErrors(scope, `${name}Errors`, logGroup),
  threshold: MOST_FAILURES,
  description:
    `The ${name.toLowerCase()} function logged three errors in 5 minutes or more, and went on: single monitors or ` +
    'alerts may be late or missed. Look at its log for the level ERROR.',
});

const failedPercent = ({ api }: HeartbeatApi): IMetric =>
  new MathExpression({
    ...WINDOW,
    label: 'Percent of requests answered with 5xx',
    expression: `IF(failed >= ${LEAST_FAILED_REQUESTS}, 100 * failed / requests, 0)`,
    usingMetrics: { failed: api.metricServerError(SUM), requests: api.metricCount(SUM) },
  });

function throttles({ tableName }: HeartbeatTable): IMetric {
  const of = (metricName: string): Metric =>
    new Metric({ namespace: 'AWS/DynamoDB', metricName, dimensionsMap: { TableName: tableName }, ...SUM });
  return new MathExpression({
    ...WINDOW,
    label: 'Throttled reads and writes',
    expression: 'FILL(reads, 0) + FILL(writes, 0)',
    usingMetrics: { reads: of('ReadThrottleEvents'), writes: of('WriteThrottleEvents') },
  });
}
