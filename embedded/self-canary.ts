import type { Canary } from '../core/ports/canary.ts';

/** Longer than any healthy answer (milliseconds), short enough that a hung server shows. */
const TIMEOUT_MS = 5_000;

/** A beat of our own through the address that others use on this machine. */
export const createSelfCanary = (url: string, token: string): Canary => ({
  async sing() {
    const response = await fetch(`${url}/internal/canary`, {
      method: 'POST',
      headers: { 'x-canary-token': token },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`The canary was answered with ${response.status}`);
  },
});
