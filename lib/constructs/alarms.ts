import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import type { Functions } from './functions.ts';
import type { HeartbeatApi } from './heartbeat-api.ts';
import type { HeartbeatTable } from './table.ts';
import type { Topics } from './topics.ts';
import type { WorkQueue } from './work-queue.ts';

export interface AlarmsProps {
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
  /** What is wrong, what it does to people, and what to do. */
  readonly description: string;
}

const WINDOW = { period: Duration.minutes(5) };
const SUM = { ...WINDOW, statistic: 'Sum' };

/** Once may be a hiccup that was tried again and went well; three in five minutes are none. */
const MOST_FAILURES = 3;
/** Fewer failed requests than this are no rate. */
const LEAST_FAILED_REQUESTS = 5;
const MOST_FAILED_PERCENT = 1;
/** The SDK repeats what was throttled: a table that doubles its traffic at once throttles a little and grows. */
const MOST_THROTTLES = 10;

/** What the operators are woken for, each once when it begins and once when it is over. */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, { topics, ...watched }: AlarmsProps) {
    super(scope, id);
    const action = new SnsAction(topics.operators);
    for (const [name, trouble] of Object.entries(troubles(watched))) {
      const { metric, threshold, below, silenceIsTrouble, description } = trouble;
      const alarm = new Alarm(this, name, {
        metric,
        threshold,
        alarmDescription: description,
        evaluationPeriods: 1,
        comparisonOperator: below
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: silenceIsTrouble ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
  }
}

function troubles(watched: Omit<AlarmsProps, 'topics'>): Readonly<Record<string, Trouble>> {
  const { functions, judgeQueue, notifyQueue, api, table } = watched;
  return {
    SweepMissing: {
      metric: sweepsThatCameThrough(functions),
      threshold: 1,
      below: true,
      silenceIsTrouble: true,
      description:
        'No sweep has come through for 5 minutes: silence is not looked for, and nobody is told of it. ' +
        "Look at the sweep function's log and at its schedule (is the rule enabled?).",
    },
    JudgeDeadLetters: {
      metric: lettersIn(judgeQueue),
      threshold: 1,
      description:
        'A ticket could not be judged in five tries. The sweep makes it anew while it is due; if this repeats, one ' +
        "monitor's silence goes unnoticed. Look at the judge function's log, then purge the queue.",
    },
    NotifyDeadLetters: {
      metric: lettersIn(notifyQueue),
      threshold: 1,
      description:
        'A transition could not be handed to the channels in five tries: an alert may not have been sent. Look at ' +
        "the notify function's log, mend the cause, then redrive the queue to its source.",
    },
    JudgeFailing: failing(functions.judge, 'Alerts come late: silence is judged only when it works again.'),
    NotifyFailing: failing(functions.notify, 'Alerts come late: channels are told only when it works again.'),
    RequestsFailing: {
      metric: failedPercent(api),
      threshold: MOST_FAILED_PERCENT,
      description:
        'More than 1 % of the requests were answered with 5xx: heartbeats may be lost, and silence that they cause ' +
        'looks real. Look at the access log for error and integrationError: throttled functions (ask AWS for more ' +
        'concurrent executions), or the table.',
    },
    TableThrottled: {
      metric: throttles(table),
      threshold: MOST_THROTTLES,
      description:
        'DynamoDB throttled the table: heartbeats are answered with 503 if it lasts. Look at its write units; a ' +
        'quota of the account, or one partition that takes more than 1,000 writes a second.',
    },
  };
}

/** Without a call there is no figure at all, which counts as trouble. */
const sweepsThatCameThrough = ({ sweep }: Functions): IMetric =>
  new MathExpression({
    ...WINDOW,
    label: 'Sweeps that came through',
    expression: 'calls - errors',
    usingMetrics: { calls: sweep.metricInvocations(SUM), errors: sweep.metricErrors(SUM) },
  });

const lettersIn = ({ deadLetters }: WorkQueue): IMetric =>
  deadLetters.metricApproximateNumberOfMessagesVisible({ ...WINDOW, statistic: 'Maximum' });

const failing = (worker: Functions['judge'], consequence: string): Trouble => ({
  metric: worker.metricErrors(SUM),
  threshold: MOST_FAILURES,
  description: `The function behind a queue failed three times in 5 minutes. ${consequence} Look at its log.`,
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
