import type { Log } from '../core/ports/log.ts';

/** A task that comes again and again, never overlapping itself. */
export interface Repeating {
  /** No further round begins; resolves when the running one is through. */
  stop(): Promise<void>;
}

/** Runs `task` every `everyMs`, the first time after one period; a round that takes longer delays the next. */
export function repeat(everyMs: number, log: Log, name: string, task: () => Promise<unknown>): Repeating {
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    // Within a promise, so that a task that throws at once cannot end the process.
    running = Promise.resolve()
      .then(task)
      .catch((error) => log.error({ err: error }, `${name} failed; it is tried again`))
      .finally(() => {
        busy = false;
      });
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
