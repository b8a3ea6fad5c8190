import { hearsNotices } from '../core/alerts/hears-notices.ts';
import type { ChannelDirectory } from '../core/ports/channel-directory.ts';
import type { Log } from '../core/ports/log.ts';
import type { Notice, Operators } from '../core/ports/operators.ts';

/** A trouble that all monitors share must not become a message for each of them. */
const ONE_EACH_MS = 60_000;
/** At one a minute an hour; the log has every notice. */
const MOST_ATTEMPTS = 60;

type Content = Pick<Notice, 'subject' | 'text'>;

/**
 * Notices of one kind for one channel: the first goes out at once, then at most one a minute, which says how many
 * it stands for. One that failed is tried again with the next.
 */
class NoticeLine {
  private readonly send: (content: Content) => Promise<unknown>;
  private readonly log: Log;
  private waiting: Content | undefined;
  private moreLikeIt = 0;
  private attempts = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(channels: ChannelDirectory, id: string, log: Log) {
    // One that was removed meanwhile has nobody to tell.
    this.send = async ({ subject, text }) =>
      (await channels.open(id))?.send({ type: 'notice', subject, text });
    this.log = log;
  }

  add(content: Content, more = 0): void {
    if (this.waiting) this.moreLikeIt += more + 1;
    else {
      this.waiting = content;
      this.moreLikeIt = more;
    }
    if (!this.timer) this.next();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private next(): void {
    const { waiting, moreLikeIt } = this;
    this.timer = waiting && setTimeout(() => this.next(), ONE_EACH_MS);
    this.waiting = undefined;
    if (waiting) void this.attempt(waiting, moreLikeIt);
  }

  /** Not awaited: a slow channel must not hold up what noticed the trouble. */
  private async attempt(content: Content, more: number): Promise<void> {
    const count = more === 0 ? '' : ` (and ${more.toLocaleString('en')} more like this)`;
    try {
      await this.send({ ...content, text: content.text + count });
      this.attempts = 0;
    } catch (error) {
      this.attempts += 1;
      const isGivenUp = this.attempts >= MOST_ATTEMPTS;
      this.log.error({ err: error, subject: content.subject, isGivenUp }, 'The notice was not delivered');
      if (isGivenUp) this.attempts = 0;
      else this.add(content, more);
    }
  }
}

export interface LocalOperators extends Operators {
  /** Nothing more is sent; the log has every notice. */
  stop(): void;
}

/** On one machine the operators are who reads the log, and whoever gets the alerts of all monitors. */
export function createOperators(channels: ChannelDirectory, log: Log): LocalOperators {
  const lines = new Map<string, NoticeLine>();
  let stopped = false;
  const lineOf = (kind: Notice['kind'], id: string): NoticeLine => {
    const name = `${kind} ${id}`;
    const line = lines.get(name) ?? new NoticeLine(channels, id, log);
    lines.set(name, line);
    return line;
  };
  return {
    async tell({ kind, subject, text }) {
      log.error({ subject, text }, 'Notice for the operators');
      try {
        const known = await channels.known();
        if (stopped) return true;
        for (const { id } of known.filter(hearsNotices)) lineOf(kind, id).add({ subject, text });
      } catch (error) {
        log.error({ err: error, subject }, 'Nobody could be told: the channels cannot be read');
      }
      // The log has it, and each channel gets it as soon as it can take it.
      return true;
    },
    stop() {
      stopped = true;
      for (const line of lines.values()) line.stop();
    },
  };
}
