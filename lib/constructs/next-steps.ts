import { CfnOutput, type Stack } from 'aws-cdk-lib';
import type { ServiceEntry } from '../../contracts/services/services-file.ts';
import type { Options } from '../context.ts';
import type { Functions } from './functions.ts';
import type { OwnSecrets } from './own-secrets.ts';
import type { Topics } from './topics.ts';
import type { WorkQueue } from './work-queue.ts';

export interface NextStepsProps {
  readonly options: Options;
  readonly services: readonly ServiceEntry[] | undefined;
  readonly publicUrl: string;
  readonly secrets: OwnSecrets;
  readonly topics: Topics;
  readonly judgeQueue: WorkQueue;
  readonly notifyQueue: WorkQueue;
  readonly functions: Functions;
}

type Tell = (id: string, description: string, value: string) => void;

/** The outputs of the stack: what to do once it is deployed, as lines to copy. */
export function tellNextSteps(stack: Stack, props: NextStepsProps): void {
  const { options, secrets, functions, publicUrl } = props;
  const { region } = stack;
  const tell: Tell = (id, description, value) => {
    new CfnOutput(stack, id, { description, value });
  };
  const adminSecret = secrets.adminKey.secretArn;
  const showAdminKey = `aws secretsmanager get-secret-value --region ${region} --secret-id ${adminSecret} --query SecretString --output text`;
  tell('Url', 'Where services send heartbeats and people read the status', publicUrl);
  tell('AdminSecret', "The secret that holds the administrator's key", adminSecret);
  tell('ShowAdminKey', "Shows the administrator's key", showAdminKey);
  tellFirstHeartbeat(tell, props, showAdminKey);
  tell(
    'ApplyAgain',
    'Puts keys and services into the table again, after a key was replaced in Secrets Manager',
    `aws lambda invoke --region ${region} --function-name ${functions.deploy.functionName} /dev/stdout`,
  );
  tellDeadLetters(tell, props, region);
  tellWhoHears(tell, props);
  if (isNobodyTold(options)) {
    tell(
      'NobodyIsTold',
      'Alerts reach nobody yet: deploy again with an address, or with the parameter of a webhook',
      `npx cdk deploy -c stage=${options.stage} -c alertEmails=you@example.com`,
    );
  }
}

const isNobodyTold = ({ alertEmails, slackWebhookParameter, webhookParameter }: Options): boolean =>
  alertEmails.length === 0 && !slackWebhookParameter && !webhookParameter;

const EXAMPLE = { serviceId: 'backup', stalenessThreshold: 300 };

/** The admin's key opens every service; without services, one has to be added first. */
function tellFirstHeartbeat(tell: Tell, props: NextStepsProps, showAdminKey: string): void {
  const { publicUrl, services = [] } = props;
  const key = `-H "X-API-Key: $(${showAdminKey})"`;
  const post = (path: string, keyed: boolean, body: object): string =>
    `curl -X POST ${publicUrl}${path} ${keyed ? `${key} ` : ''}-d '${JSON.stringify(body)}'`;
  const service = services.find(({ keyHash }) => keyHash === undefined) ?? services[0];
  if (!service) {
    tell(
      'AddService',
      'Adds a service; the answer shows its key this once',
      post('/api/services', true, EXAMPLE),
    );
  }
  const { serviceId } = service ?? EXAMPLE;
  const keyed = !service || service.keyHash !== undefined;
  tell(
    'FirstHeartbeat',
    service
      ? `Sends a first heartbeat of ${serviceId}`
      : 'Sends its first heartbeat, with the key that opens all',
    post('/api/heartbeat', keyed, { serviceId }),
  );
}

function tellDeadLetters(tell: Tell, props: NextStepsProps, region: string): void {
  const { judgeQueue, notifyQueue, topics } = props;
  tell(
    'ReturnDeadLetters',
    'Sends what notify could not do back to its queue, once the cause is mended',
    `aws sqs start-message-move-task --region ${region} --source-arn ${notifyQueue.deadLetters.queueArn}`,
  );
  tell(
    'DropDeadTickets',
    'Drops the tickets that could not be judged: the sweep has made them anew',
    `aws sqs purge-queue --region ${region} --queue-url ${judgeQueue.deadLetters.queueUrl}`,
  );
  tell(
    'UndeliveredQueueUrl',
    'Holds transitions that SNS could not hand to notify; docs/deploy.md says how to carry them over',
    topics.undelivered.queueUrl,
  );
  tell(
    'NotifyQueueUrl',
    'Holds what notify is about to tell: where those letters belong',
    notifyQueue.queue.queueUrl,
  );
}

function tellWhoHears(tell: Tell, { topics, options }: NextStepsProps): void {
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
