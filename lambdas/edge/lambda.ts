import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createEdgeHandler } from './handler.ts';

const client = new SecretsManagerClient();

/** Called by the gateway for a key that it has not seen within the hour. */
export const handler = createEdgeHandler(async () => {
  const { SecretString } = await client.send(
    new GetSecretValueCommand({ SecretId: process.env.EDGE_SECRET_ARN }),
  );
  if (!SecretString) throw new Error('The secret in EDGE_SECRET_ARN has no text');
  return SecretString;
});
