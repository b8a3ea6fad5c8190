import { DEFAULT_LIMITS, type LimitsPerMinute } from '../runtime/limits.ts';
import type { Environment } from './environment.ts';

/** The limits that the stack was given; what it was not is as usual. */
export const limitsFrom = (env: Environment): LimitsPerMinute => ({
  monitor: Number(env.RATE_LIMIT_MONITOR_PER_MINUTE) || DEFAULT_LIMITS.monitor,
  key: Number(env.RATE_LIMIT_KEY_PER_MINUTE) || DEFAULT_LIMITS.key,
  management: Number(env.RATE_LIMIT_MANAGEMENT_PER_MINUTE) || DEFAULT_LIMITS.management,
  reading: Number(env.RATE_LIMIT_READING_PER_MINUTE) || DEFAULT_LIMITS.reading,
  wrongKeys: Number(env.RATE_LIMIT_WRONG_KEYS_PER_MINUTE) || DEFAULT_LIMITS.wrongKeys,
});
