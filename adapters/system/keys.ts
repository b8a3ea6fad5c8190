import { createHmac, hash, randomBytes } from 'node:crypto';

/** Makes our keys recognisable where they should not be (logs, repositories). */
const PREFIX = 'hbc_';

/** SHA-256 as lower-case hex: all that is ever stored of a key. */
export const hashKey = (key: string): string => hash('sha256', key, 'hex');

/** A new key with 256 bits of randomness. */
export const newKey = (): string => PREFIX + randomBytes(32).toString('base64url');

/** A token for one purpose, derived from the secret key, so that one secret serves many. */
export const tokenFor = (secretKey: string, purpose: string): string =>
  createHmac('sha256', secretKey).update(purpose).digest('base64url');
