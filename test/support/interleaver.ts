/** A small, seeded generator (mulberry32): the same seed gives the same run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Runs concurrent work one step at a time in a random order: every call of a method of a guarded object waits
 * until it is chosen. A crash forgets all calls that wait, so that their callers never go on.
 */
export class Interleaver {
  private waiting: (() => void)[] = [];
  private readonly random: () => number;

  constructor(random: () => number) {
    this.random = random;
  }

  /** The same object, each of whose async methods happens only when it is chosen. */
  guard<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (object, name) => {
        const member = Reflect.get(object, name) as unknown;
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          const call = () => (member as (...a: unknown[]) => unknown).apply(object, args);
          if (name.toString().startsWith('due')) return call();
          return new Promise((resolve, reject) => {
            this.waiting.push(() => {
              Promise.resolve().then(call).then(resolve, reject);
            });
          });
        };
      },
    });
  }

  /** Lets one waiting call happen and everything that follows from it up to the next call. */
  async step(): Promise<boolean> {
    const index = Math.floor(this.random() * this.waiting.length);
    const [chosen] = this.waiting.splice(index, 1);
    if (!chosen) return false;
    chosen();
    // Ten turns of the microtask queue: more than any path needs between two calls.
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    return true;
  }

  crash(): void {
    this.waiting = [];
  }
}
