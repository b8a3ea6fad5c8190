import type { Clock } from '../../core/ports/clock.ts';

/** A clock that stands still until it is told to move. */
export class ManualClock implements Clock {
  #now: number;

  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  /** Moves on by `ms`. @returns the new time. */
  advance(ms: number): number {
    this.#now += ms;
    return this.#now;
  }

  set(now: number): void {
    this.#now = now;
  }
}
