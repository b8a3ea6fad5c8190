import type { Channel } from '../../core/ports/channel.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Notice } from '../../core/ports/operators.ts';

/** A trouble that all monitors share must not become a message for each of them. */
const ONE_EACH_MS = 60_000;

interface Line {
  readonly toldAt: number;
  /** Held back since. */
  readonly more: number;
}

/**
 * Notices to every channel: of one kind at most one a minute for each process, and the next says how many it
 * stands for; whoever noticed the trouble has logged every one. Rejects where no channel took it.
 */
export function createOperatorLine(
  channels: Iterable<Channel>,
  clock: Clock,
  log: Log,
): (notice: Notice) => Promise<void> {
  const all = [...channels];
  const lines = new Map<Notice['kind'], Line>();
  return async ({ kind, subject, text }) => {
    const now = clock.now();
    const line = lines.get(kind);
    if (line && now - line.toldAt < ONE_EACH_MS) {
      lines.set(kind, { ...line, more: line.more + 1 });
      return;
    }
    lines.set(kind, { toldAt: now, more: 0 });
    const count = line && line.more > 0 ? ` (and ${line.more} more like this)` : '';
    try {
      await tellAll(all, subject, text + count, log);
    } catch (error) {
      if (line) lines.set(kind, line);
      else lines.delete(kind);
      throw error;
    }
  };
}

async function tellAll(channels: readonly Channel[], subject: string, text: string, log: Log): Promise<void> {
  const attempts = channels.map((channel) => channel.send({ type: 'notice', subject, text }));
  const outcomes = await Promise.allSettled(attempts);
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
  for (const error of failures) log.error({ err: error, subject }, 'The notice was not delivered');
  if (channels.length > 0 && failures.length === channels.length) throw failures[0];
}
