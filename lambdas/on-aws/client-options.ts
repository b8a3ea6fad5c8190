import { type Environment, required } from './environment.ts';

export interface AwsClientOptions {
  readonly region: string;
  /** Of an emulator; absent on AWS itself. */
  readonly endpoint?: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/**
 * How a function reaches AWS: as the role that Lambda gave it in its environment, which holds for as long as its
 * process lives. So the SDK need not look for credentials anywhere else (see lib/bundling.ts).
 */
export function clientOptions(
  env: Environment,
  service: 'DYNAMODB' | 'SQS' | 'SNS' | 'SSM' | 'SECRETS_MANAGER' | 'KMS' | 'LAMBDA' | 'SESV2',
): AwsClientOptions {
  const sessionToken = env.AWS_SESSION_TOKEN;
  const endpoint = env[`AWS_ENDPOINT_URL_${service}`];
  return {
    region: required(env, 'AWS_REGION'),
    ...(endpoint && { endpoint }),
    credentials: {
      accessKeyId: required(env, 'AWS_ACCESS_KEY_ID'),
      secretAccessKey: required(env, 'AWS_SECRET_ACCESS_KEY'),
      ...(sessionToken && { sessionToken }),
    },
  };
}
