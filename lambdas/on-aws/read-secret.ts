import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientOptions } from './client-options.ts';
import { type Environment, required } from './environment.ts';

/** The secret whose ARN stands in `variable`, as it is now. @throws where it cannot be read; nothing of it is told. */
export async function readSecret(env: Environment, variable: string): Promise<string> {
  const client = new SecretsManagerClient(clientOptions(env, 'SECRETS_MANAGER'));
  const command = new GetSecretValueCommand({ SecretId: required(env, variable) });
  const { SecretString } = await client.send(command);
  if (!SecretString) throw new Error(`The secret of ${variable} is empty`);
  return SecretString;
}
