import { reportsRuns } from '../../../core/monitor/ref.ts';
import type { MonitorAnswer } from '../api/shapes.ts';

export type Part = 'beats' | 'transitions' | 'runs' | 'uptime';
const PARTS: readonly Part[] = ['beats', 'transitions', 'runs', 'uptime'];

/** Whoever beats each second is not read each second. */
const BEATS_EVERY_MS = 10_000;
/** Uptime goes on while nothing happens. */
const UPTIME_EVERY_MS = 300_000;

/** What tells that something is new, in the monitor's own answer. */
const changeOf = ({ since, status, reason, createdAt }: MonitorAnswer): string =>
  JSON.stringify([since, status, reason, createdAt]);
const beatOf = ({ lastHeartbeat, openRuns, message }: MonitorAnswer): string =>
  JSON.stringify([lastHeartbeat, openRuns, message]);

/** Which parts of a monitor's story to read again: what its own answer shows to have changed, and nothing else. */
export class ReadingPlan {
  readonly #wanted = new Set<Part>(PARTS);
  readonly #readAt = new Map<Part, number>();
  #change = '';
  #beat = '';

  /** What the monitor is like now. */
  note(monitor: MonitorAnswer): void {
    const isChanged = changeOf(monitor) !== this.#change;
    const isHeard = beatOf(monitor) !== this.#beat;
    this.#change = changeOf(monitor);
    this.#beat = beatOf(monitor);
    if (isChanged) {
      this.#want('transitions', 'uptime', 'beats', 'runs');
      // What led to it is read at once.
      this.#readAt.clear();
    }
    if (isHeard) this.#want('beats', ...(reportsRuns(monitor.kind) ? (['runs'] as const) : []));
  }

  /** What to read now; `at` from a clock that never goes back, ms. */
  due(at: number): readonly Part[] {
    const since = (part: Part): number => at - (this.#readAt.get(part) ?? Number.NEGATIVE_INFINITY);
    if (since('uptime') >= UPTIME_EVERY_MS) this.#want('uptime');
    return PARTS.filter((part) => this.#wanted.has(part) && since(part) >= BEATS_EVERY_MS);
  }

  /** They were read by a question of that moment. */
  done(parts: readonly Part[], at: number): void {
    for (const part of parts) {
      this.#wanted.delete(part);
      this.#readAt.set(part, at);
    }
  }

  #want(...parts: readonly Part[]): void {
    for (const part of parts) this.#wanted.add(part);
  }
}
