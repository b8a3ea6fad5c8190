import { Duration } from 'aws-cdk-lib';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Trigger } from 'aws-cdk-lib/triggers';
import type { Construct } from 'constructs';

/**
 * Calls `deploy` at each deployment that changes it or the services file, which lies in its bundle; where it fails,
 * so does the deployment. All that it uses is there by then, because a function comes after its role.
 */
export class Deployment extends Trigger {
  constructor(scope: Construct, id: string, deploy: LambdaFunction) {
    super(scope, id, { handler: deploy, timeout: Duration.minutes(5) });
  }
}
