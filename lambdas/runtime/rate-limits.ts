import { grouped } from '../../contracts/http/grouped.ts';
import { tooFast } from '../../contracts/http/http-error.ts';
import { type Rate, RateLimiter } from './rate-limiter.ts';

/** One beat a second per monitor is more than anyone is judged by. */
const PER_MONITOR: Rate = { perMinute: 60, burst: 30 };
/** A shared key may speak for a fleet; its burst is two of the largest batches. */
const PER_KEY: Rate = { perMinute: 12_000, burst: 2_000 };
const WRITES: Rate = { perMinute: 120, burst: 60 };
const READS: Rate = { perMinute: 600, burst: 120 };
/** Each costs as much as the fleet is large, even where the reading itself is shared. */
const FLEET_READS: Rate = { perMinute: 120, burst: 60 };
const WRONG_KEYS: Rate = { perMinute: 20, burst: 20 };
/** An address that nobody has is a guess as a wrong key is, or a sender that outlived what it spoke for. */
const UNKNOWN_ADDRESSES: Rate = { perMinute: 20, burst: 20 };

export interface Limited {
  readonly sentence: string;
  readonly waitMs: number;
  /** What sends too fast: one monitor, or one key for many. */
  readonly by: 'monitor' | 'key' | 'source';
}

/** What a beat comes as to be counted. */
export interface CountedBeat {
  readonly subject: string;
  readonly keyId: string | undefined;
  /** Trouble has buckets of its own: no flood of other beats may swallow the news of a failure. */
  readonly isTrouble: boolean;
}

class BeatLimiters {
  readonly monitors = new RateLimiter(PER_MONITOR);
  readonly keys = new RateLimiter(PER_KEY);
}

/** The limits of one process; `enabled` is false only under a load test. */
export class RateLimits {
  private readonly enabled: boolean;
  private readonly calm = new BeatLimiters();
  private readonly trouble = new BeatLimiters();
  private readonly requests = {
    write: new RateLimiter(WRITES),
    read: new RateLimiter(READS),
    fleetRead: new RateLimiter(FLEET_READS),
  };
  private readonly wrongKeys = new RateLimiter(WRONG_KEYS);
  private readonly unknownAddresses = new RateLimiter(UNKNOWN_ADDRESSES);

  constructor(enabled: boolean) {
    this.enabled = enabled;
  }

  /** One beat. Counted per monitor AND key, so that nobody without the key can use up the monitor's share. */
  heartbeat({ subject, keyId, isTrouble }: CountedBeat, now: number): Limited | undefined {
    if (!this.enabled) return undefined;
    const { monitors, keys } = isTrouble ? this.trouble : this.calm;
    const waitMs = monitors.take(`${subject} ${keyId ?? ''}`, now);
    if (waitMs > 0) return limited('Too many heartbeats for one monitor', PER_MONITOR, waitMs, 'monitor');
    const keyWaitMs = keyId === undefined ? 0 : keys.take(keyId, now);
    return keyWaitMs > 0 ? limited('Too many heartbeats with one key', PER_KEY, keyWaitMs, 'key') : undefined;
  }

  /** A key that nobody knows was presented from `source`. Right keys never ask. */
  wrongKey(source: string, now: number): Limited | undefined {
    if (!this.enabled) return undefined;
    const waitMs = this.wrongKeys.take(source, now);
    return waitMs > 0 ? limited('Too many wrong API keys', WRONG_KEYS, waitMs, 'source') : undefined;
  }

  /** A heartbeat came from `source` to an address that nobody has. Heartbeats that count never ask. */
  unknownAddress(source: string, now: number): Limited | undefined {
    if (!this.enabled) return undefined;
    const waitMs = this.unknownAddresses.take(source, now);
    if (waitMs === 0) return undefined;
    return limited('Too many heartbeats to unknown addresses', UNKNOWN_ADDRESSES, waitMs, 'source');
  }

  /** One request to the management side. @throws HttpError 429 */
  request(caller: string, work: 'write' | 'read' | 'fleetRead', now: number): void {
    if (!this.enabled) return;
    const limiter = this.requests[work];
    const waitMs = limiter.take(caller, now);
    if (waitMs > 0)
      throw tooFast(limited('Too many requests', limiter.rate, waitMs, 'source').sentence, waitMs);
  }
}

const limited = (sentence: string, rate: Rate, waitMs: number, by: Limited['by']): Limited => ({
  sentence: `${sentence}: at most ${grouped(rate.perMinute)} a minute`,
  waitMs,
  by,
});
