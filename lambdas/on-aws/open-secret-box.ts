import { createKmsClient } from '../../adapters/kms/kms-client.ts';
import { createKmsSecretBox } from '../../adapters/kms/kms-secret-box.ts';
import type { SecretBox } from '../../core/ports/secret-box.ts';
import { clientOptions } from './client-options.ts';
import { type Environment, required } from './environment.ts';

/** What seals the secrets of channels: the stack's own key. Which half of it works, the function's rights say. */
export const openSecretBox = (env: Environment): SecretBox =>
  createKmsSecretBox({
    client: createKmsClient(clientOptions(env, 'KMS')),
    keyId: required(env, 'CHANNEL_KEY_ID'),
  });
