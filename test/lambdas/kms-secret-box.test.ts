import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createKmsSecretBox } from '../../adapters/kms/kms-secret-box.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';

const kms = mockClient(KMSClient);
beforeEach(() => void kms.reset());

const CONTEXT = 'channel ops webhookUrl';
const box = createKmsSecretBox({
  client: new KMSClient({ region: 'eu-west-1' }),
  keyId: 'the-key',
  timeoutMs: 5_000,
});
const bytes = Uint8Array.from([1, 2, 0xff]);

describe('a secret that KMS seals', () => {
  test('is encrypted under the key, for its place, and marked as such', async () => {
    kms.on(EncryptCommand).resolves({ CiphertextBlob: bytes });
    expect(await box.seal('hüsh', CONTEXT)).toBe('kms1.AQL_');
    expect(kms.calls().map(({ args }) => args[0].input)).toEqual([
      { KeyId: 'the-key', Plaintext: Buffer.from('hüsh'), EncryptionContext: { for: CONTEXT } },
    ]);
  });

  test('is decrypted by that key alone, for the same place', async () => {
    kms.on(DecryptCommand).resolves({ Plaintext: Uint8Array.from(Buffer.from('hüsh')) });
    expect(await box.open('kms1.AQL_', CONTEXT)).toBe('hüsh');
    expect(kms.calls().map(({ args }) => args[0].input)).toEqual([
      { KeyId: 'the-key', CiphertextBlob: Buffer.from(bytes), EncryptionContext: { for: CONTEXT } },
    ]);
  });

  test.each(['v1.AQL_', 'AQL_', 'kms1.', 'kms1', ''])(
    'is not "%s", for which KMS is not asked',
    async (sealed) => {
      await expect(box.open(sealed, CONTEXT)).rejects.toThrow('Not sealed by us');
      expect(kms.calls()).toHaveLength(0);
    },
  );

  test('cannot be stored while KMS cannot seal, and no word of it is in the error', async () => {
    kms.on(EncryptCommand).rejects(Object.assign(new Error('hush'), { name: 'ThrottlingException' }));
    const sealing = box.seal('hush', CONTEXT);
    await expect(sealing).rejects.toThrow(new StoreUnavailable('KMS cannot seal (ThrottlingException)'));
    await expect(sealing).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(sealing).rejects.not.toHaveProperty('cause');
  });

  test('that was sealed for another place does not open', async () => {
    const error = Object.assign(new Error('no'), { name: 'InvalidCiphertextException' });
    kms.on(DecryptCommand).rejects(error);
    await expect(box.open('kms1.AQL_', 'channel other webhookUrl')).rejects.toBe(error);
  });
});
