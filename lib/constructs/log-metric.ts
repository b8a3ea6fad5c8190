import { Duration, Stack } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type IFilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** Lambda's JSON logs have the level in capitals. */
const OF_ERRORS = FilterPattern.stringValue('$.level', '=', 'ERROR');

/**
 * Refused by the gateway's throttle: our own 429 comes from a function that Lambda could call. The access log has its
 * values in quotes, and as such they are compared: `= 429` would look for a number.
 */
const OF_THROTTLED = FilterPattern.all(
  FilterPattern.stringValue('$.status', '=', '429'),
  FilterPattern.stringValue('$.integrationStatus', '!=', '200'),
);

/** How many lines a log got. There is no figure, and nothing to pay, while there is no such line. */
function lines(scope: Construct, id: string, logGroup: ILogGroup, filterPattern: IFilterPattern): Metric {
  const filter = new MetricFilter(scope, `${id}Filter`, {
    logGroup,
    filterPattern,
    // One for each stack, so that stages do not count each other's.
    metricNamespace: Stack.of(scope).stackName,
    metricName: id,
  });
  return filter.metric({ statistic: 'Sum', period: Duration.minutes(5) });
}

export const loggedErrors = (scope: Construct, id: string, logGroup: ILogGroup): Metric =>
  lines(scope, id, logGroup, OF_ERRORS);

export const loggedThrottles = (scope: Construct, id: string, accessLog: ILogGroup): Metric =>
  lines(scope, id, accessLog, OF_THROTTLED);
