import { DecryptCommand, EncryptCommand, type KMSClient } from '@aws-sdk/client-kms';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import type { SecretBox } from '../../core/ports/secret-box.ts';
import { within } from '../outgoing/aws-client.ts';
import { failureName } from '../outgoing/failure-name.ts';

export interface KmsSecretBoxOptions {
  readonly client: KMSClient;
  /** Of a symmetric key. */
  readonly keyId: string;
  /** Each command is given up after this, its repetitions included, ms; 5,000 by default. */
  readonly timeoutMs?: number | undefined;
}

const VERSION = 'kms1';

/** Policies name it: lib/constructs/heartbeat-function.ts. */
const bound = (context: string) => ({ EncryptionContext: { for: context } });

/**
 * Seals with a key that never leaves AWS KMS. The context is authenticated, and stands in the trail of every use.
 * `seal` rejects with StoreUnavailable: what cannot be sealed cannot be stored.
 */
export function createKmsSecretBox({ client, keyId: KeyId, timeoutMs }: KmsSecretBoxOptions): SecretBox {
  return {
    async seal(plain, context) {
      const command = new EncryptCommand({ KeyId, Plaintext: Buffer.from(plain), ...bound(context) });
      try {
        const { CiphertextBlob } = await client.send(command, within(timeoutMs));
        return `${VERSION}.${Buffer.from(CiphertextBlob!).toString('base64url')}`;
      } catch (error) {
        // An error of the SDK may hold the request, and this one's is a secret.
        throw new StoreUnavailable(`KMS cannot seal (${failureName(error)})`);
      }
    },
    async open(sealed, context) {
      const [version, text = ''] = sealed.split('.');
      if (version !== VERSION || text === '') throw new Error('Not sealed by us');
      const CiphertextBlob = Buffer.from(text, 'base64url');
      const command = new DecryptCommand({ KeyId, CiphertextBlob, ...bound(context) });
      const { Plaintext } = await client.send(command, within(timeoutMs));
      return Buffer.from(Plaintext!).toString('utf8');
    },
  };
}
