import { MOST_BATCH_ITEMS } from '../../contracts/http/limits.ts';
import type { Rate } from './rate-limiter.ts';

/** What operators may set: requests or beats a minute. */
export interface LimitsPerMinute {
  /** Beats of one monitor. */
  readonly monitor: number;
  /** Beats with one key, over all its monitors. */
  readonly key: number;
  /** Requests that change something, per key. */
  readonly management: number;
  /** Requests that read, per key or address; a fifth of them may be for the whole fleet. */
  readonly reading: number;
  /** Wrong keys from one address. */
  readonly wrongKeys: number;
}

/**
 * One beat a second per monitor is more than anyone is judged by, and a shared key may speak for a fleet of 12,000 that
 * beats each minute. An open dashboard looks at the fleet every 3 s, 20 times a minute: of 240 looks, twelve screens
 * behind one address may live.
 */
export const DEFAULT_LIMITS: LimitsPerMinute = {
  monitor: 60,
  key: 12_000,
  management: 120,
  reading: 1_200,
  wrongKeys: 20,
};

const FLEET_SHARE = 0.2;

/** `share`: how much of a minute's worth may come at once after a rest. */
const rate = (perMinute: number, share: number, leastBurst = 1): Rate => ({
  perMinute,
  burst: Math.max(leastBurst, Math.floor(perMinute * share)),
});

/** The rates that these limits come to, with their bursts. */
export function ratesOf({ monitor, key, management, reading, wrongKeys }: LimitsPerMinute) {
  return {
    monitor: rate(monitor, 1 / 2),
    // The largest batch must pass, or it never could.
    key: rate(key, 1 / 6, MOST_BATCH_ITEMS),
    write: rate(management, 1 / 2),
    read: rate(reading, 1 / 5),
    // Each costs as much as the fleet is large, even where the reading itself is shared.
    fleetRead: rate(Math.max(1, Math.floor(reading * FLEET_SHARE)), 1 / 2),
    wrongKey: rate(wrongKeys, 1),
  } as const satisfies Readonly<Record<string, Rate>>;
}
