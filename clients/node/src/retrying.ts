import { type Clock, pause } from './clock.ts';
import type { Outcome } from './outcome.ts';

export interface Patience {
  /** Milliseconds for everything, pauses included. */
  readonly timeoutMs: number;
  /** Milliseconds for one attempt. */
  readonly attemptTimeoutMs: number;
  /** How often it is tried again at most. */
  readonly retries: number;
}

interface Surroundings {
  readonly clock: Clock;
  /** 0 up to but not 1. */
  readonly random: () => number;
  /** Whether it may arrive twice. */
  readonly repeatable: boolean;
  readonly signal?: AbortSignal | undefined;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
const NEVER_ABORTED = new AbortController().signal;

/**
 * Full jitter: anywhere between at once and twice the last bound, so that a thousand clients of a server that comes
 * back do not come back together. What the server asked for is the least.
 */
export function pauseMs(retry: number, random: () => number, retryAfterMs = 0): number {
  return retryAfterMs + random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** retry);
}

/** Asks until there is an answer that counts, or patience is at its end. Never waits for what could only come too late. */
export async function retrying<Body>(
  ask: (timeoutMs: number) => Promise<Outcome<Body>>,
  { timeoutMs, attemptTimeoutMs, retries }: Patience,
  { clock, random, repeatable, signal = NEVER_ABORTED }: Surroundings,
): Promise<Outcome<Body>> {
  const end = clock.now() + timeoutMs;
  for (let retry = 0; ; retry++) {
    const outcome = await ask(Math.min(attemptTimeoutMs, end - clock.now()));
    if (outcome.ok || !outcome.problem.passes || retry >= retries) return outcome;
    if (outcome.problem.isUnclear && !repeatable) return outcome;
    const ms = pauseMs(retry, random, outcome.problem.retryAfterMs);
    if (clock.now() + ms >= end) return outcome;
    await pause(clock, ms, signal);
    if (signal.aborted || clock.now() >= end) return outcome;
  }
}
