/** Lets callers through one by one, a pause after each. */
export class Turnstile {
  readonly #pause: () => Promise<unknown>;
  #free: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(pause: () => Promise<unknown>) {
    this.#pause = pause;
  }

  /** How many stand before it. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Resolves when it is the caller's turn. */
  async pass(): Promise<void> {
    const turn = this.#free;
    this.#free = turn.then(this.#pause);
    this.#waiting += 1;
    await turn;
    this.#waiting -= 1;
  }
}
