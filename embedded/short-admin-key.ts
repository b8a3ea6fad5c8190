import type { Log } from '../core/ports/log.ts';
import type { Settings } from './settings.ts';

/** 32 random characters have at least 128 bits, even as hexadecimal digits. */
const LONG_ENOUGH = 32;

/** Says so where the operator chose an admin key that may be guessed; generated ones have 256 bits. */
export function warnOfShortAdminKey({ adminApiKey }: Pick<Settings, 'adminApiKey'>, log: Log): void {
  if (adminApiKey === undefined || adminApiKey.length >= LONG_ENOUGH) return;
  log.warn({}, `ADMIN_API_KEY is short: take at least ${LONG_ENOUGH} random characters, or leave it to us`);
}
