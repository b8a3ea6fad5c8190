import type { Clock } from '../../core/ports/clock.ts';

const CATCHING_UP_PACE = 0.5;

/**
 * A clock that never goes back, not even over a restart: a machine whose time is set back by an hour would
 * otherwise take every heartbeat of that hour for an old one. Set back, it goes on at half pace until the
 * machine has caught up (alarms may come late meanwhile, never falsely); set forward, it follows.
 */
export class SteadyClock implements Clock {
  #last: number;
  #lastElapsed: number;
  readonly #wall: () => number;
  readonly #elapsed: () => number;

  /** `wall` tells epoch ms and may jump; `elapsed` tells ms since any moment and never goes back. */
  constructor(wall: () => number = () => Date.now(), elapsed: () => number = () => performance.now()) {
    this.#wall = wall;
    this.#elapsed = elapsed;
    this.#last = wall();
    this.#lastElapsed = elapsed();
  }

  now(): number {
    const wall = this.#wall();
    if (wall >= this.#last) return this.#keep(wall);
    const passed = Math.max(0, this.#elapsed() - this.#lastElapsed);
    return this.#keep(Math.floor(this.#last + passed * CATCHING_UP_PACE));
  }

  /** How far it is ahead of the machine, ms; 0 unless the machine was set back. */
  aheadMs(): number {
    return this.now() - this.#wall();
  }

  /** What was written at `at` was written before now. */
  notBefore(at: number): void {
    if (at > this.now()) this.#keep(at);
  }

  #keep(now: number): number {
    // The part of a millisecond that was cut off must not be lost with every reading.
    if (now !== this.#last) this.#lastElapsed = this.#elapsed();
    this.#last = now;
    return now;
  }
}
