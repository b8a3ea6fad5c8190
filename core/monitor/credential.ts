import type { Monitor } from './monitor.ts';

/** Whom a monitor lets in: anyone if it asks for no key, the key it names, or an admin key. */
export interface Credential {
  readonly keyId?: string | undefined;
  readonly admin: boolean;
}

export const accepts = ({ keyId }: Pick<Monitor, 'keyId'>, credential: Credential): boolean =>
  keyId === undefined || credential.admin || credential.keyId === keyId;
