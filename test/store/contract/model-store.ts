import type { Monitor } from '../../../core/monitor/monitor.ts';
import type { MonitorRef } from '../../../core/monitor/ref.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { HistoryQuery } from '../../../core/ports/history-store.ts';
import type { BeatRecord, HeardGuard, SteadyBeat } from '../../../core/ports/monitor-store.ts';

const text = (value: unknown): string | undefined => JSON.stringify(value);

/** The port's sentences as the shortest code that says the same: for one monitor, in memory, one call at a time. */
export class ModelStore {
  readonly #clock: Clock;
  #monitor: Record<string, unknown> | undefined;
  #beats: BeatRecord[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  #now(): Monitor | undefined {
    const monitor = this.#monitor as unknown as Monitor | undefined;
    return monitor && (monitor.expiresAt ?? Infinity) > this.#clock.now() ? monitor : undefined;
  }

  async read(_ref: MonitorRef): Promise<Monitor | undefined> {
    return structuredClone(this.#now());
  }

  async recordSteady([beat]: readonly SteadyBeat[]): Promise<boolean[]> {
    const monitor = this.#now();
    if (!monitor || !beat || !('status' in beat.state) || monitor.status !== beat.state.status)
      return [false];
    if (monitor.streak || (monitor.keyId && monitor.keyId !== beat.credential.keyId)) return [false];
    if ((monitor.lastBeatAt ?? 0) > beat.record.at) return [false];
    const { at, message, vitals } = beat.record;
    this.#monitor = {
      ...monitor,
      lastBeatAt: at,
      ...(message && { lastMessage: message }),
      ...(vitals && { vitals }),
    };
    this.#beats.push(beat.record);
    return [true];
  }

  async create(monitor: Monitor, replacing?: Monitor): Promise<boolean> {
    const there = this.#now();
    const replaced =
      there?.status === 'closed' && there.born === replacing?.born && there.version === replacing.version;
    if (there && !replaced) return false;
    this.#monitor = { ...monitor };
    return true;
  }

  async change(read: Monitor, after: Monitor, guard?: HeardGuard, record?: BeatRecord): Promise<boolean> {
    const monitor = this.#now();
    if (monitor?.born !== read.born || monitor.version !== read.version) return false;
    if (guard && 'exactly' in guard && guard.exactly !== monitor.lastBeatAt) return false;
    if (guard && 'atMost' in guard && (monitor.lastBeatAt ?? 0) > guard.atMost) return false;
    const next: Record<string, unknown> = { ...monitor, version: monitor.version + 1 };
    for (const key of new Set([...Object.keys(read), ...Object.keys(after)])) {
      const [was, is] = [read[key as keyof Monitor], after[key as keyof Monitor]];
      if (text(was) !== text(is)) next[key] = is;
    }
    this.#monitor = next;
    if (record) this.#beats.push(record);
    return true;
  }

  async markPublished(_ref: MonitorRef, born: number, sequence: number): Promise<void> {
    const monitor = this.#now();
    if (monitor?.born !== born || sequence < monitor.published) return;
    if (sequence === monitor.published && !monitor.inherited) return;
    this.#monitor = { ...monitor, published: sequence, inherited: undefined, version: monitor.version + 1 };
  }

  async appendBeat(_ref: MonitorRef, record: BeatRecord): Promise<void> {
    this.#beats.push(record);
  }

  async beats(_ref: MonitorRef, { limit }: HistoryQuery): Promise<readonly BeatRecord[]> {
    return [...this.#beats].sort((a, b) => b.at - a.at).slice(0, limit);
  }
}
