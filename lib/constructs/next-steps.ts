import { CfnOutput, type Stack } from 'aws-cdk-lib';
import type { ServiceEntry } from '../../contracts/services/services-file.ts';
import type { Options } from '../context.ts';
import type { Functions } from './functions.ts';
import type { OwnSecrets } from './own-secrets.ts';
import type { Topics } from './topics.ts';

export interface NextStepsProps {
  readonly options: Options;
  readonly services: readonly ServiceEntry[] | undefined;
  readonly publicUrl: string;
  readonly secrets: OwnSecrets;
  readonly topics: Topics;
  readonly functions: Functions;
}

/** The outputs of the stack: what to do once it is deployed, as lines to copy. */
export function tellNextSteps(stack: Stack, props: NextStepsProps): void {
  const { options, services, publicUrl, secrets, topics, functions } = props;
  const tell = (id: string, description: string, value: string): void => {
    new CfnOutput(stack, id, { description, value });
  };
  const showAdminKey = `aws secretsmanager get-secret-value --region ${stack.region} --secret-id ${secrets.adminKey.secretArn} --query SecretString --output text`;
  tell('Url', 'Where services send heartbeats and people read the status', publicUrl);
  tell('ShowAdminKey', "Shows the administrator's key", showAdminKey);
  tell('FirstHeartbeat', 'Sends a first heartbeat', firstHeartbeat(publicUrl, services, showAdminKey));
  tell(
    'ApplyAgain',
    'Puts keys and services into the table again, after a key was replaced in Secrets Manager',
    `aws lambda invoke --region ${stack.region} --function-name ${functions.deploy.functionName} /dev/stdout`,
  );
  tell(
    'TransitionsTopic',
    'Subscribe machines to this: a CloudEvent for each change of status',
    topics.transitions.topicArn,
  );
  tell(
    'OperatorsTopic',
    "Subscribe people to this: alerts and Heartbeat Central's own troubles, by mail",
    topics.operators.topicArn,
  );
  if (options.alertEmails.length > 0) {
    tell(
      'ConfirmEmails',
      'AWS sent a mail to each of these: nobody is told anything before the link in it was followed',
      options.alertEmails.join(', '),
    );
  }
}

/** The admin's key opens every service; without services, one has to be added first. */
function firstHeartbeat(
  publicUrl: string,
  services: readonly ServiceEntry[] = [],
  showAdminKey: string,
): string {
  const service = services.find(({ keyHash }) => keyHash === undefined) ?? services[0];
  const body = `-d '{"serviceId": "${service?.serviceId ?? 'backup'}"}'`;
  const key = `-H "X-API-Key: $(${showAdminKey})"`;
  if (!service) return `curl -X POST ${publicUrl}/api/services ${key} ${body}`;
  return `curl -X POST ${publicUrl}/api/heartbeat ${service.keyHash ? `${key} ` : ''}${body}`;
}
