import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Construct } from 'constructs';
import { troubles, type Watched } from './troubles.ts';

/**
 * What the operators are woken for, each once when it begins. That it is over is told of the sweep alone: an alarm
 * without figures becomes OK when it is made, and each deployment of a new one would be a mail about nothing.
 */
export class Alarms extends Construct {
  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id);
    const action = new SnsAction(watched.topics.operators);
    for (const [name, trouble] of Object.entries(troubles(this, watched))) {
      const { metric, threshold, below, silenceIsTrouble, tellsItsEnd, description } = trouble;
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
      if (tellsItsEnd) alarm.addOkAction(action);
    }
  }
}
