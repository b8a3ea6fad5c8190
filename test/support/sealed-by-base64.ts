import type { SecretBox } from '../../core/ports/secret-box.ts';

const textOf = (plain: string, context: string): string =>
  Buffer.from(JSON.stringify([context, plain])).toString('base64');

/** A box that anybody can open: what a test must see is what is sealed for what, and that nobody shows it. */
export const SEALED_BY_BASE64: SecretBox = {
  seal: async (plain, context) => textOf(plain, context),
  async open(sealed, context) {
    const [sealedFor, plain] = JSON.parse(Buffer.from(sealed, 'base64').toString('utf8'));
    if (sealedFor !== context) throw new Error(`Sealed for ${sealedFor}`);
    return plain;
  },
};
