import { grouped } from '../../contracts/http/grouped.ts';
import { tooFast } from '../../contracts/http/http-error.ts';
import { type Rate, RateLimiter } from './rate-limiter.ts';

/** One beat a second per monitor is more than anyone is judged by. */
const PER_MONITOR: Rate = { perMinute: 60, burst: 30 };
/** A shared key may speak for a fleet; its burst is two of the largest batches. */
const PER_KEY: Rate = { perMinute: 12_000, burst: 2_000 };
const WRITES: Rate = { perMinute: 120, burst: 60 };
const READS: Rate = { perMinute: 600, burst: 120 };
const WRONG_KEYS: Rate = { perMinute: 20, burst: 20 };

export interface Limited {
  readonly sentence: string;
  readonly waitMs: number;
}

/** The limits of one process; `enabled` is false only under a load test. */
export class RateLimits {
  private readonly enabled: boolean;
  private readonly monitors = new RateLimiter(PER_MONITOR);
  private readonly keys = new RateLimiter(PER_KEY);
  private readonly writes = new RateLimiter(WRITES);
  private readonly reads = new RateLimiter(READS);
  private readonly wrongKeys = new RateLimiter(WRONG_KEYS);

  constructor(enabled: boolean) {
    this.enabled = enabled;
  }

  /** One beat. Counted per monitor AND key, so that nobody without the key can use up the monitor's share. */
  heartbeat(monitor: string, keyId: string | undefined, now: number): Limited | undefined {
    if (!this.enabled) return undefined;
    const waitMs = this.monitors.take(`${monitor} ${keyId ?? ''}`, now);
    if (waitMs > 0) return limited('Too many heartbeats for one monitor', PER_MONITOR, waitMs);
    const keyWaitMs = keyId === undefined ? 0 : this.keys.take(keyId, now);
    return keyWaitMs > 0 ? limited('Too many heartbeats with one key', PER_KEY, keyWaitMs) : undefined;
  }

  /** A key that nobody knows was presented from `source`. Right keys never ask. */
  wrongKey(source: string, now: number): Limited | undefined {
    if (!this.enabled) return undefined;
    const waitMs = this.wrongKeys.take(source, now);
    return waitMs > 0 ? limited('Too many wrong API keys', WRONG_KEYS, waitMs) : undefined;
  }

  /** One request to the management side. @throws HttpError 429 */
  request(caller: string, writing: boolean, now: number): void {
    if (!this.enabled) return;
    const limiter = writing ? this.writes : this.reads;
    const waitMs = limiter.take(caller, now);
    if (waitMs > 0) throw tooFast(limited('Too many requests', limiter.rate, waitMs).sentence, waitMs);
  }
}

const limited = (sentence: string, rate: Rate, waitMs: number): Limited => ({
  sentence: `${sentence}: at most ${grouped(rate.perMinute)} a minute`,
  waitMs,
});
