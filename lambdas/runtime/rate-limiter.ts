export interface Rate {
  readonly perMinute: number;
  /** How many may come at once after a rest. */
  readonly burst: number;
}

/** 20,000 callers of about 100 bytes, twice: 4 MB at most. */
const MOST_IN_A_GENERATION = 20_000;

/**
 * A leaky bucket per caller, kept as one number: the time at which its bucket is empty again. Callers not seen
 * for a while are dropped with their generation, so memory is bounded and no timer runs.
 */
export class RateLimiter {
  readonly rate: Rate;
  private readonly spacingMs: number;
  private readonly fullMs: number;
  private young = new Map<string, number>();
  private old = new Map<string, number>();

  constructor(rate: Rate) {
    this.rate = rate;
    this.spacingMs = 60_000 / rate.perMinute;
    this.fullMs = this.spacingMs * rate.burst;
  }

  /** @returns 0 if the caller may go on, else for how many ms it should wait; a refusal costs nothing. */
  take(caller: string, now: number): number {
    const emptyAt = Math.max(this.young.get(caller) ?? this.old.get(caller) ?? 0, now);
    const next = emptyAt + this.spacingMs;
    const excess = next - now - this.fullMs;
    if (excess > 0) return excess;
    this.young.set(caller, next);
    if (this.young.size >= MOST_IN_A_GENERATION) this.turn();
    return 0;
  }

  /** How many callers are remembered. */
  get callers(): number {
    return this.young.size + this.old.size;
  }

  private turn(): void {
    this.old = this.young;
    this.young = new Map();
  }
}
