import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { ServiceEntry } from '../contracts/services/services-file.ts';
import { Alarms } from './constructs/alarms.ts';
import { Cdn, VIEWER_HEADER } from './constructs/cdn.ts';
import { ChannelKey } from './constructs/channel-key.ts';
import { Deployment } from './constructs/deployment.ts';
import { createFunctions, WORK_TIMEOUT } from './constructs/functions.ts';
import { HeartbeatApi } from './constructs/heartbeat-api.ts';
import { tellNextSteps } from './constructs/next-steps.ts';
import { OwnSecrets } from './constructs/own-secrets.ts';
import { SweepSchedule } from './constructs/sweep-schedule.ts';
import { HeartbeatTable } from './constructs/table.ts';
import { Topics } from './constructs/topics.ts';
import { WorkQueue } from './constructs/work-queue.ts';
import type { Options } from './context.ts';
import { keepingOf } from './stage.ts';

export interface HeartbeatStackProps extends StackProps {
  readonly options: Options;
  /** Undefined: no services file was named. */
  readonly services: readonly ServiceEntry[] | undefined;
}

/**
 * ```
 * sender ──▶ (CDN ──▶) API ──▶ ingest, manage, web ──▶ table
 *                                        │ tickets       │ due index
 *                                        ▼               ▼
 *                      judge ◀── judge queue ◀── sweep ◀── each minute
 *                        │ transitions
 *                        ▼
 *                      topic ──▶ notify queue ──▶ notify ──▶ channels, operators
 * ```
 */
export class HeartbeatStack extends Stack {
  constructor(scope: Construct, id: string, { options, services, ...props }: HeartbeatStackProps) {
    super(scope, id, { description: `Heartbeat Central (${options.stage})`, ...props });
    const keeping = keepingOf(options);
    const { logLevel } = options;

    const table = new HeartbeatTable(this, 'Table', keeping);
    const secrets = new OwnSecrets(this, 'Secrets', keeping);
    const channelKey = new ChannelKey(this, 'ChannelKey', { stage: options.stage, keeping });

    // What is older than an hour the sweep has made anew; what is told to channels nobody makes anew.
    const judgeQueue = new WorkQueue(this, 'JudgeQueue', {
      timeout: WORK_TIMEOUT,
      retention: Duration.hours(1),
      mostReceives: 5,
    });
    const notifyQueue = new WorkQueue(this, 'NotifyQueue', {
      timeout: WORK_TIMEOUT,
      retention: Duration.days(14),
      // At growing pauses (lambdas/runtime/queue-handler.ts) nine of them are an hour and ten minutes.
      mostReceives: 10,
    });
    const topics = new Topics(this, 'Topics');
    topics.sendTransitionsTo(notifyQueue);
    topics.tellOperators(options.alertEmails);

    const api = new HeartbeatApi(this, 'Api', { options, keeping });
    const cdn = options.cdn ? new Cdn(this, 'Cdn', { options, api, keeping, logLevel }) : undefined;
    const publicUrl = cdn?.url ?? api.url;

    const queues = { judgeQueue, notifyQueue };
    const shared = { options, services, table, secrets, channelKey, topics, publicUrl, ...queues };
    const functions = createFunctions(this, { ...shared, keeping, viewerHeader: cdn && VIEWER_HEADER });
    api.answersWith(functions, cdn?.authorizer);
    judgeQueue.isWorkedOnBy(functions.judge, options.judgeConcurrency);
    notifyQueue.isWorkedOnBy(functions.notify, options.notifyConcurrency);

    const deployment = new Deployment(this, 'Deployment', functions.deploy);
    const schedule = new SweepSchedule(this, 'SweepSchedule', functions.sweep);
    // The first canary needs its key in the table and the road to it.
    schedule.node.addDependency(deployment, api);

    if (options.alarms) {
      const alarms = new Alarms(this, 'Alarms', { topics, functions, api, table, ...queues });
      // A sweep that cannot have come yet is not missing.
      alarms.node.addDependency(schedule);
    }
    tellNextSteps(this, { ...shared, functions });
  }
}
