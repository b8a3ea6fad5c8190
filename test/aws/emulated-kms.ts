import { createSecretBox } from '../../adapters/system/secret-box.ts';

interface KmsInput {
  readonly KeyId: string;
  readonly Plaintext?: string;
  readonly CiphertextBlob?: string;
  readonly EncryptionContext: Readonly<Record<string, string>>;
}

type Answer = readonly [status: number, body: object];

/** A key for each id, that encrypts and decrypts for a context as KMS does. */
export class EmulatedKms {
  private readonly boxes = new Map<string, ReturnType<typeof createSecretBox>>();

  async answer(operation: string, input: KmsInput): Promise<Answer> {
    const { KeyId, Plaintext = '', CiphertextBlob = '', EncryptionContext } = input;
    const box = this.boxes.get(KeyId) ?? createSecretBox(`the key ${KeyId}`);
    this.boxes.set(KeyId, box);
    const context = JSON.stringify(EncryptionContext);
    if (operation === 'Encrypt') {
      const sealed = await box.seal(Plaintext, context);
      return [200, { KeyId, CiphertextBlob: Buffer.from(sealed).toString('base64') }];
    }
    try {
      const sealed = Buffer.from(CiphertextBlob, 'base64').toString();
      return [200, { KeyId, Plaintext: await box.open(sealed, context) }];
    } catch {
      return [400, { __type: 'InvalidCiphertextException' }];
    }
  }
}
