/** So many messages a minute reach a channel one by one; what comes beyond is told in groups. */
export const HANDFUL = 5;
const WINDOW_MS = 60_000;
/**
 * From the first alert that is held back to the first group, and from each group to the next, ms. The first ones are
 * short, since nobody knows yet what is wrong; a storm that lasts is told of twice a minute.
 */
const GROUP_PAUSES_MS = [1_500, 1_000, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000];
/** Channels of owners come and go; those at rest are forgotten when there are so many. */
const MOST_KEPT = 1_000;

interface Storm {
  readonly nextGroupAt: number;
  readonly groups: number;
}

interface ChannelPace {
  /** When the last few messages left one by one. */
  readonly singles: readonly number[];
  readonly storm?: Storm | undefined;
}

const AT_REST: ChannelPace = { singles: [] };

const pauseAfter = (groups: number): number =>
  GROUP_PAUSES_MS[Math.min(groups, GROUP_PAUSES_MS.length - 1)] as number;

/** Over when no group was needed for a minute. */
const isOver = ({ nextGroupAt }: Storm, at: number): boolean => at > nextGroupAt + WINDOW_MS;

/**
 * When messages may leave for each channel, so that a storm of alerts does not bury its readers: a handful at once, then
 * groups. Kept in memory: a process that restarts may send another handful.
 */
export class Pace {
  private readonly channels = new Map<string, ChannelPace>();
  private readonly collections = new Map<string, Promise<unknown>>();
  private readonly tellings = new Map<string, Promise<void>>();
  private readonly handful: number;

  /** `handful`: a share of it where several processes speak to the same channels. */
  constructor(handful = HANDFUL) {
    this.handful = handful;
  }

  /** Takes the place of one message. @returns false where it has to wait for its group. */
  takeSingle(channel: string, at: number): boolean {
    const { singles, storm } = this.of(channel, at);
    if (storm || singles.length >= this.handful) return false;
    this.keep(channel, { singles: [...singles, at] }, at);
    return true;
  }

  /** When the next group leaves while a storm is on; undefined while there is none. */
  heldUntil(channel: string, at: number): number | undefined {
    const { storm } = this.of(channel, at);
    return storm && Math.max(storm.nextGroupAt, at);
  }

  /** When the next group leaves, beginning a storm where there is none. */
  holdUntil(channel: string, at: number): number {
    const pace = this.of(channel, at);
    const storm = pace.storm ?? { nextGroupAt: at + pauseAfter(0), groups: 0 };
    this.keep(channel, { ...pace, storm }, at);
    return Math.max(storm.nextGroupAt, at);
  }

  /** Takes the place of the group that may leave now. @returns false where its time has not come. */
  takeGroup(channel: string, at: number): boolean {
    const pace = this.of(channel, at);
    const { storm } = pace;
    if (!storm || at < storm.nextGroupAt) return false;
    const groups = storm.groups + 1;
    this.keep(channel, { ...pace, storm: { nextGroupAt: at + pauseAfter(groups), groups } }, at);
    return true;
  }

  /** What is being put into a group right now; undefined where nothing is. */
  collecting(channel: string): Promise<unknown> | undefined {
    return this.collections.get(channel);
  }

  /** `work` puts a group together, after another one: meanwhile nothing else may move what it collects. */
  async collect<T>(channel: string, work: () => Promise<T>): Promise<T> {
    const before = this.collections.get(channel);
    const collection = before ? before.then(work, work) : work();
    this.collections.set(channel, collection);
    try {
      return await collection;
    } finally {
      if (this.collections.get(channel) === collection) this.collections.delete(channel);
    }
  }

  /** What is telling the channel of this monitor right now; undefined where nothing is. Never rejects. */
  telling(channel: string, monitor: string): Promise<void> | undefined {
    return this.tellings.get(`${channel} ${monitor}`);
  }

  /**
   * The channel is being told of these monitors, until what this returns is called: a message about one of them must
   * not overtake another, or what is older would arrive last.
   */
  beginTelling(channel: string, monitors: Iterable<string>): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    const keys = [...monitors].map((monitor) => `${channel} ${monitor}`);
    for (const key of keys) this.tellings.set(key, promise);
    return () => {
      for (const key of keys) if (this.tellings.get(key) === promise) this.tellings.delete(key);
      resolve();
    };
  }

  private of(channel: string, at: number): ChannelPace {
    const { singles, storm } = this.channels.get(channel) ?? AT_REST;
    return {
      singles: singles.filter((left) => left > at - WINDOW_MS),
      storm: storm && !isOver(storm, at) ? storm : undefined,
    };
  }

  private keep(channel: string, pace: ChannelPace, at: number): void {
    this.channels.set(channel, pace);
    if (this.channels.size <= MOST_KEPT) return;
    for (const name of this.channels.keys()) {
      const { singles, storm } = this.of(name, at);
      if (singles.length === 0 && !storm) this.channels.delete(name);
    }
  }
}
