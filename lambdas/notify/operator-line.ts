import { hearsNotices } from '../../core/alerts/hears-notices.ts';
import { ChannelRefused } from '../../core/ports/channel.ts';
import type { ChannelDirectory } from '../../core/ports/channel-directory.ts';
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

/** Within the 30 s of the function, beside the 10 s that an attempt may take. */
const TRIED_AGAIN_AFTER_MS = [500, 2_000];

export interface OperatorLineOptions {
  readonly channels: Pick<ChannelDirectory, 'known' | 'open'>;
  /** The channels that are there whatever becomes of the store: they hear of it. */
  readonly own: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
  readonly pause: (ms: number) => Promise<unknown>;
}

/**
 * Notices to every channel that hears of all monitors: of one kind at most one a minute for each process, and the next says how many it
 * stands for; whoever noticed the trouble has logged every one. Rejects where no channel took it.
 */
export function createOperatorLine(options: OperatorLineOptions): (notice: Notice) => Promise<void> {
  const lines = new Map<Notice['kind'], Line>();
  return async ({ kind, subject, text }) => {
    const now = options.clock.now();
    const line = lines.get(kind);
    if (line && now - line.toldAt < ONE_EACH_MS) {
      lines.set(kind, { ...line, more: line.more + 1 });
      return;
    }
    lines.set(kind, { toldAt: now, more: 0 });
    const count = line && line.more > 0 ? ` (and ${line.more} more like this)` : '';
    try {
      await tellAll(options, subject, text + count);
    } catch (error) {
      if (line) lines.set(kind, line);
      else lines.delete(kind);
      throw error;
    }
  };
}

/** Who is to be told. What is out may be the store itself. */
async function listeners({ channels, own, log }: OperatorLineOptions): Promise<readonly string[]> {
  try {
    return (await channels.known()).filter(hearsNotices).map(({ id }) => id);
  } catch (error) {
    log.error({ err: error }, 'The channels that people manage cannot be read, and are not told');
    return own;
  }
}

async function tellAll(options: OperatorLineOptions, subject: string, text: string): Promise<void> {
  const { channels, log, pause } = options;
  const tellOne = async (id: string): Promise<boolean> => {
    for (const pauseMs of [...TRIED_AGAIN_AFTER_MS, undefined]) {
      try {
        // One that was removed meanwhile has nobody to tell.
        await (await channels.open(id))?.send({ type: 'notice', subject, text });
        return true;
      } catch (error) {
        // Only a channel's own refusal is known to bear no secret.
        const answer = error instanceof ChannelRefused ? error.message : 'The channel failed unexpectedly';
        log.error({ channel: id, subject, answer }, 'The notice was not delivered');
      }
      if (pauseMs !== undefined) await pause(pauseMs);
    }
    return false;
  };
  const told = await Promise.all((await listeners(options)).map(tellOne));
  if (told.length > 0 && !told.includes(true)) throw new Error('No channel took the notice');
}
