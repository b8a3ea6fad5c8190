import { ChannelNotReady } from '../../core/ports/channel.ts';

const HOUR_MS = 3_600_000;

/** Where nobody says otherwise. */
export const TEXTS_PER_HOUR = 30;

/**
 * At most so many in any hour, of one channel. Counted in this process only: after a restart, and on AWS in each
 * process, it starts anew.
 */
export class HourlyBudget {
  readonly #most: number;
  /** When each of the last hour was spent, oldest first. */
  #spent: number[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes one. @throws ChannelNotReady, which says when there will be one again. */
  spend(now: number): void {
    this.#spent = this.#spent.filter((at) => at > now - HOUR_MS);
    if (this.#spent.length >= this.#most) {
      throw new ChannelNotReady(
        `${this.#most} text messages an hour are allowed, and they are spent.`,
        (this.#spent[0] ?? now) + HOUR_MS - now,
      );
    }
    this.#spent.push(now);
  }

  /** Gives back one that was spent at that time for nothing. */
  giveBack(at: number): void {
    const index = this.#spent.lastIndexOf(at);
    if (index !== -1) this.#spent.splice(index, 1);
  }
}
