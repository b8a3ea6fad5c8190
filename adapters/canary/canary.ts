import type { Canary } from '../../core/ports/canary.ts';

export interface CanaryOptions {
  /** The address that heartbeats are sent to, without a slash at its end. */
  readonly url: string;
  /** Our own key of the role `canary`; asked for when it is first needed, and again when it was not known. */
  readonly key: () => string | Promise<string>;
  /** How often it is tried before we count as deaf; once where another comes in a second anyway. */
  readonly tries?: number | undefined;
}

/** Longer than any healthy answer (milliseconds), short enough that a hung server shows. */
const TIMEOUT_MS = 5_000;

/** A beat of our own on the way that all others take. */
export function createCanary({ url, key, tries = 1 }: CanaryOptions): Canary {
  let known: string | undefined;
  const singOnce = async (): Promise<void> => {
    known ??= await key();
    const response = await fetch(`${url}/internal/canary`, {
      method: 'POST',
      headers: { 'x-api-key': known },
      // Our key is for this address only: `fetch` would carry it wherever an answer points.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.arrayBuffer();
    if (response.ok) return;
    // It may have been replaced.
    if (response.status === 404) known = undefined;
    throw new Error(`The canary was answered with ${response.status}`);
  };
  return {
    async sing() {
      for (let left = tries; ; left--) {
        try {
          return await singOnce();
        } catch (error) {
          if (left <= 1) throw error;
        }
      }
    },
  };
}
