import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { within } from '../../adapters/outgoing/aws-client.ts';
import { clientOptions } from './client-options.ts';
import { type Environment, required } from './environment.ts';

/**
 * The secret whose ARN stands in `variable`, as it is now, without spaces around it (a file's last line end, say).
 * @throws where it cannot be read within 5 s; nothing of it is told.
 */
export async function readSecret(env: Environment, variable: string): Promise<string> {
  const client = new SecretsManagerClient(clientOptions(env, 'SECRETS_MANAGER'));
  const command = new GetSecretValueCommand({ SecretId: required(env, variable) });
  const secret = (await client.send(command, within())).SecretString?.trim();
  if (!secret) throw new Error(`The secret of ${variable} is empty`);
  return secret;
}
