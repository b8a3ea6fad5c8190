import type { Clock } from '../../core/ports/clock.ts';

/**
 * A reading that all share who ask within `ms` of its beginning: however many look, the store is asked no more often. One
 * that failed is not kept.
 */
export function sharedFor<T>(clock: Clock, ms: number, read: () => Promise<T>): () => Promise<T> {
  let shared: { readonly reading: Promise<T>; readonly until: number } | undefined;
  return async () => {
    const now = clock.now();
    if (!shared || shared.until <= now) shared = { reading: read(), until: now + ms };
    const asked = shared;
    try {
      return await asked.reading;
    } catch (error) {
      if (shared === asked) shared = undefined;
      throw error;
    }
  };
}
