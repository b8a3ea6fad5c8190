import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';

/** A full disk fails hundreds of groups a second, and the log may lie on the same disk. */
const ONE_LINE_EACH_MS = 1_000;

/** Logs groups of writes that could not be made durable, at most one line a second. */
export function logFlushErrors(log: Log, clock: Clock): (error: Error) => void {
  let lastAt = Number.NEGATIVE_INFINITY;
  let notLogged = 0;
  return (error) => {
    const now = clock.now();
    if (now - lastAt < ONE_LINE_EACH_MS) {
      notLogged += 1;
      return;
    }
    log.error(
      { err: error, notLogged },
      'A group of writes could not be made durable; its senders were told',
    );
    lastAt = now;
    notLogged = 0;
  };
}
