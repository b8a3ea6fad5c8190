import type { ClosedGap } from './hearing.ts';

interface Counted extends ClosedGap {
  /** The length of all gaps before this one. */
  readonly before: number;
}

/** The times in which we ourselves could not hear: whatever a monitor was then, nobody knows. */
export class OwnGaps {
  readonly #gaps: readonly Counted[];

  /** In any order; they may overlap. */
  constructor(gaps: readonly ClosedGap[]) {
    this.#gaps = counted(gaps);
  }

  /** How much of the time between two moments they take, ms. */
  within(from: number, to: number): number {
    return this.#gaps.length === 0 || to <= from ? 0 : this.#upTo(to) - this.#upTo(from);
  }

  /** Their length up to a moment, found by halves: lists ask this for each change of each monitor. */
  #upTo(at: number): number {
    let low = 0;
    let high = this.#gaps.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#gaps[middle]!.from < at) low = middle + 1;
      else high = middle;
    }
    const last = this.#gaps[low - 1];
    return last === undefined ? 0 : last.before + Math.min(at, last.to) - last.from;
  }
}

export const NO_GAPS = new OwnGaps([]);

/** Apart from each other, oldest first. */
function counted(gaps: readonly ClosedGap[]): Counted[] {
  const apart: { from: number; to: number; before: number }[] = [];
  for (const { from, to } of gaps.filter((gap) => gap.to > gap.from).sort((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else apart.push({ from, to, before: last ? last.before + last.to - last.from : 0 });
  }
  return apart;
}
