import type { Credential } from '../monitor/credential.ts';
import type { Monitor, Vitals } from '../monitor/monitor.ts';
import type { Kind, MonitorRef } from '../monitor/ref.ts';
import type { RunTimes } from '../monitor/runs.ts';
import type { SignalType, SteadyState } from '../monitor/signal.ts';

/** The store could not make a write durable, or could not be read: the caller answers 503. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** One received signal as history keeps it. */
export interface BeatRecord extends RunTimes {
  readonly at: number;
  readonly type: SignalType;
  readonly message?: string | undefined;
  readonly metadata?: unknown;
  readonly vitals?: Vitals | undefined;
  readonly clientTime?: string | undefined;
  readonly clientDurationMs?: number | undefined;
}

/** A beat that changes nothing but "heard at" if the monitor is in the state that it keeps. */
export interface SteadyBeat {
  readonly ref: MonitorRef;
  readonly state: SteadyState;
  readonly credential: Credential;
  readonly record: BeatRecord;
}

/** What else must hold of `lastBeatAt` for a change to be written. */
export type HeardGuard = { readonly atMost: number } | { readonly exactly: number | undefined };

export interface Due {
  readonly ref: MonitorRef;
  readonly dueAt: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Give it back for the next page; undefined on the last one. */
  readonly cursor?: string | undefined;
}

/**
 * Monitors: one item each, changed by single conditional writes. Expired items count as absent in every read
 * and condition (`expiresAt` <= the store's clock). Every method rejects with StoreUnavailable where the store
 * fails; a promise that resolves means the write is durable.
 */
export interface MonitorStore {
  /**
   * Hot path. Each beat is recorded (`lastBeatAt`, last message and vitals if it bears any, the run's `heardAt`
   * where `state` names a run, and one history record; `version` and `dueAt` untouched), IF the monitor exists,
   * accepts the credential, is not closed, is in `state` with no streak running, and `lastBeatAt` <= at. Without
   * a read.
   * @returns for each beat, in order, whether it was recorded; where false, nothing was written for it.
   */
  recordSteady(beats: readonly SteadyBeat[]): Promise<boolean[]>;
  /** The monitor as it is now: sees every write that was answered before. */
  read(ref: MonitorRef): Promise<Monitor | undefined>;
  /** Writes a new life IF nothing is there, or exactly the life `replacing` (by born and version), closed. */
  create(monitor: Monitor, replacing?: Monitor): Promise<boolean>;
  /**
   * Writes what differs between the monitor as read and `after`, raising `version`, IF `born` and `version` are
   * the ones read and the guard holds; the record goes to history with it.
   */
  change(read: Monitor, after: Monitor, guard?: HeardGuard, record?: BeatRecord): Promise<boolean>;
  /**
   * The outbox was published up to `sequence` (and all inherited spans), IF this is still the life `born`. Only
   * ever forward: where nothing is new, nothing is written.
   */
  markPublished(ref: MonitorRef, born: number, sequence: number): Promise<void>;
  /** Monitors with `dueAt` <= `before`, soonest first, in pages. May be slightly stale on a remote store. */
  dueMonitors(before: number): AsyncIterable<readonly Due[]>;
  /** All monitors of a kind in order of id; `limit` per page. Any id is a cursor: the page begins after it. */
  listMonitors(kind: Kind, options: { limit: number; cursor?: string | undefined }): Promise<Page<Monitor>>;
}
