import { unavailable } from '../../contracts/http/http-error.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { consoleLog } from './console-log.ts';
import type { Environment } from './environment.ts';
import { readSecret } from './read-secret.ts';

/** A new value ends all sessions within this time; 12 readings an hour and process cost nothing worth telling. */
const BELIEVED_MS = 300_000;

/** What sessions are signed with, read when a browser first bears one. Rejects with 503 where it cannot be read. */
export const sessionSecretOf =
  (env: Environment) =>
  (clock: Clock): (() => Promise<string>) => {
    let known: { readonly secret: Promise<string>; readonly readAt: number } | undefined;
    return async () => {
      const now = clock.now();
      if (!known || now - known.readAt >= BELIEVED_MS)
        known = { secret: readSecret(env, 'SESSION_SECRET_ARN'), readAt: now };
      try {
        return await known.secret;
      } catch (error) {
        known = undefined;
        consoleLog.error({ err: error }, 'The secret of sessions cannot be read');
        throw unavailable('Heartbeat Central cannot check sessions now; please send this again');
      }
    };
  };
