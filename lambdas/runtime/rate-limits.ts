import { grouped } from '../../contracts/http/grouped.ts';
import { tooFast } from '../../contracts/http/http-error.ts';
import { type LimitsPerMinute, ratesOf } from './limits.ts';
import { type Rate, RateLimiter } from './rate-limiter.ts';
import { sourceNetwork } from './source-network.ts';

type Rates = ReturnType<typeof ratesOf>;

export interface Limited {
  readonly sentence: string;
  readonly waitMs: number;
  /** What sends too fast: one monitor, or one key for many. */
  readonly by: 'monitor' | 'key' | 'source';
}

export interface Requester {
  readonly keyId: string | undefined;
  /** The address that the request came from. */
  readonly source: string;
}

/** What a beat comes as to be counted. */
export interface CountedBeat {
  readonly subject: string;
  readonly keyId: string | undefined;
  readonly weight: BeatWeight;
}

/**
 * What a beat means to its sender, each counted in buckets of its own. `trouble`: no flood of other beats may swallow
 * the news of a failure. `turn`: a start or end of a run, or a registration, which senders take the loss of for a failure.
 */
export type BeatWeight = 'calm' | 'turn' | 'trouble';

class BeatLimiters {
  readonly monitors: RateLimiter;
  readonly keys: RateLimiter;

  constructor({ monitor, key }: Rates) {
    this.monitors = new RateLimiter(monitor);
    this.keys = new RateLimiter(key);
  }
}

class Limiters {
  readonly beats: Readonly<Record<BeatWeight, BeatLimiters>>;
  readonly write: RateLimiter;
  readonly read: RateLimiter;
  readonly fleetRead: RateLimiter;
  readonly wrongKeys: RateLimiter;
  readonly unknownAddresses: RateLimiter;

  constructor(rates: Rates) {
    this.beats = {
      calm: new BeatLimiters(rates),
      turn: new BeatLimiters(rates),
      trouble: new BeatLimiters(rates),
    };
    this.write = new RateLimiter(rates.write);
    this.read = new RateLimiter(rates.read);
    this.fleetRead = new RateLimiter(rates.fleetRead);
    this.wrongKeys = new RateLimiter(rates.wrongKey);
    // A guess as a wrong key is, or a sender that outlived what it spoke for.
    this.unknownAddresses = new RateLimiter(rates.wrongKey);
  }
}

/** The limits of one function in one process; there are none under a load test. */
export class RateLimits {
  private readonly limiters: Limiters | undefined;

  constructor(limits: LimitsPerMinute | false) {
    this.limiters = limits ? new Limiters(ratesOf(limits)) : undefined;
  }

  /** One beat. Counted per monitor AND key, so that nobody without the key can use up the monitor's share. */
  heartbeat({ subject, keyId, weight }: CountedBeat, now: number): Limited | undefined {
    if (!this.limiters) return undefined;
    const { monitors, keys } = this.limiters.beats[weight];
    const waitMs = monitors.take(`${subject} ${keyId ?? ''}`, now);
    if (waitMs > 0) return limited('Too many heartbeats for one monitor', monitors.rate, waitMs, 'monitor');
    const keyWaitMs = keyId === undefined ? 0 : keys.take(keyId, now);
    return keyWaitMs > 0
      ? limited('Too many heartbeats with one key', keys.rate, keyWaitMs, 'key')
      : undefined;
  }

  /** A key that nobody knows was presented from `source`. Right keys never ask. */
  wrongKey(source: string, now: number): Limited | undefined {
    if (!this.limiters) return undefined;
    const { wrongKeys } = this.limiters;
    const waitMs = wrongKeys.take(sourceNetwork(source), now);
    return waitMs > 0 ? limited('Too many wrong API keys', wrongKeys.rate, waitMs, 'source') : undefined;
  }

  /** A heartbeat came from `source` to an address that nobody has. Heartbeats that count never ask. */
  unknownAddress(source: string, now: number): Limited | undefined {
    if (!this.limiters) return undefined;
    const { unknownAddresses } = this.limiters;
    const waitMs = unknownAddresses.take(sourceNetwork(source), now);
    if (waitMs === 0) return undefined;
    return limited('Too many heartbeats to unknown addresses', unknownAddresses.rate, waitMs, 'source');
  }

  /** One request to the management side, by the key's id or by its source. @throws HttpError 429 */
  request({ keyId, source }: Requester, work: 'write' | 'read' | 'fleetRead', now: number): void {
    if (!this.limiters) return;
    const limiter = this.limiters[work];
    const waitMs = limiter.take(keyId === undefined ? sourceNetwork(source) : `key ${keyId}`, now);
    if (waitMs > 0)
      throw tooFast(limited('Too many requests', limiter.rate, waitMs, 'source').sentence, waitMs);
  }
}

const limited = (sentence: string, rate: Rate, waitMs: number, by: Limited['by']): Limited => ({
  sentence: `${sentence}: at most ${grouped(rate.perMinute)} a minute`,
  waitMs,
  by,
});
