import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

/** A sweep each minute. One that could not start is not repeated: the next one finds the same. */
export class SweepSchedule extends Rule {
  constructor(scope: Construct, id: string, sweep: IFunction) {
    super(scope, id, {
      description: 'Heartbeat Central: looks each minute for what falls due',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(sweep, { retryAttempts: 0, maxEventAge: Duration.minutes(1) })],
    });
  }
}
