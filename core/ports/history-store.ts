import type { MonitorRef } from '../monitor/ref.ts';
import type { Transition } from '../monitor/transition.ts';
import type { Uptime } from '../monitor/uptime.ts';
import type { BeatRecord } from './monitor-store.ts';

export interface HistoryQuery {
  readonly limit: number;
  /** Only what is strictly older than this moment, epoch ms. */
  readonly before?: number | undefined;
}

/** Counts of monitors by shown status at one moment. */
export interface Summary {
  readonly at: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** What happened: beats and transitions per monitor, uptime, summaries of the fleet. */
export interface HistoryStore {
  /** A signal that changes nothing else (older than the newest one); it stands at its own time in `beats`. */
  appendBeat(ref: MonitorRef, record: BeatRecord): Promise<void>;
  /** Newest first. */
  beats(ref: MonitorRef, query: HistoryQuery): Promise<readonly BeatRecord[]>;
  /** Idempotent by the transition's id. */
  putTransition(transition: Transition): Promise<void>;
  /** Sees every transition put before: what a drain does not find is lost. */
  transition(ref: MonitorRef, born: number, sequence: number): Promise<Transition | undefined>;
  /** Newest first, over all lives. */
  transitions(ref: MonitorRef, query: HistoryQuery): Promise<readonly Transition[]>;
  /** Counts the transition into the monitor's uptime, once, unless that is of a newer life. */
  countUptime(transition: Transition): Promise<void>;
  /** The uptime of the newest life of each monitor asked for, in order. */
  uptimes(refs: readonly MonitorRef[]): Promise<readonly (Uptime | undefined)[]>;
  /**
   * Removes what happened to a monitor that has ended: beats, transitions and uptime. As much at once as takes
   * about a second; only for ids that are never given again.
   * @returns whether nothing is left; else it is to be called again.
   */
  removeHistory(ref: MonitorRef): Promise<boolean>;
  /** Keeps the newest 1,000. */
  putSummary(summary: Summary): Promise<void>;
  /** Newest first. */
  summaries(query: HistoryQuery): Promise<readonly Summary[]>;
}
