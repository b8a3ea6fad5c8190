import { ChannelRefused } from '../../core/ports/channel.ts';

const HOUR_MS = 3_600_000;

/** At most so many in any hour, counted in this process only. */
export class HourlyBudget {
  readonly #most: number;
  /** When each of the last hour was spent, oldest first. */
  #spent: number[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** Takes one. @throws ChannelRefused, which says when there will be one again. */
  spend(now: number): void {
    this.#spent = this.#spent.filter((at) => at > now - HOUR_MS);
    if (this.#spent.length >= this.#most) {
      throw new ChannelRefused(
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
