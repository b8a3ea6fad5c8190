import type { Owner } from './owner.ts';
import type { MonitorRef } from './ref.ts';
import type { Schedule } from './schedule.ts';
import type { Reason, Status } from './status.ts';
import type { Transition } from './transition.ts';

/** What people decide about a monitor. Durations in ms. */
export interface MonitorConfig {
  readonly name: string;
  readonly description?: string | undefined;
  readonly tags: readonly string[];
  readonly owner?: Owner | undefined;
  readonly schedule: Schedule;
  /** True: it must speak even if it was never heard (told when it must speak). */
  readonly expectedFromStart: boolean;
  readonly runLimits: RunLimits;
  /** Reports in a row that it takes to go down or up. Silence is not counted: its measure is the grace. */
  readonly thresholds: { readonly failures: number; readonly recoveries: number };
  /** Time after a silence went down until the monitor is forgotten; undefined: never. */
  readonly retentionMs?: number | undefined;
  /** Where the truth about this configuration stands. */
  readonly source: 'api' | 'file';
  /** Ids of channels that are to be told of this monitor, in place of those without a filter. */
  readonly channels?: readonly string[] | undefined;
  /** A dialect's own words about the monitor, kept and shown, never judged by. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

export interface RunLimits {
  /** Longest run; a longer one is an `overrun`. */
  readonly maxRuntimeMs: number;
  /** Longest silence inside a run, judged for every run; undefined: judged only once a run has sent a heartbeat. */
  readonly silenceMs?: number | undefined;
}

/** One open run of a job. */
export interface Run {
  /** Undefined while it is only announced (`pending`): no clock runs. */
  readonly startedAt?: number | undefined;
  /**
   * Where it was started again without having ended: its first start. Else a job that dies in each run, under
   * the same name or none, would never go over its longest runtime.
   */
  readonly openSince?: number | undefined;
  /** The last heartbeat inside this run. */
  readonly heardAt?: number | undefined;
  readonly announcedAt: number;
  /** Its overrun or silence was told; it is not judged again. */
  readonly told?: true | undefined;
}

/** Runs that ended alike, and how long all of them took together. */
export interface RunTotal {
  readonly count: number;
  readonly totalMs: number;
}

/** The last run that was heard to start and to end. */
export interface LastRun {
  readonly endedAt: number;
  readonly durationMs: number;
  readonly outcome: 'succeeded' | 'failed';
}

/** What the runs of one life came to, of those that were heard to start and to end: sums that only grow. */
export interface RunFigures {
  readonly succeeded: RunTotal;
  readonly failed: RunTotal;
  readonly last: LastRun;
}

/** Reports in a row that point away from the present status. */
export interface Streak {
  readonly toward: 'down' | 'up';
  readonly count: number;
}

/** Transitions of an earlier life that still have to be told. */
export interface WaitingSpan {
  readonly born: number;
  readonly first: number;
  readonly last: number;
}

/** The one entity. All times are epoch milliseconds of the server's clock. */
export interface Monitor extends MonitorRef {
  /** When this life began: new at every creation, part of every transition's id. */
  readonly born: number;
  /** Raised by every write but a steady beat's. */
  readonly version: number;
  readonly config: MonitorConfig;
  /** The key whose beats are accepted; undefined: none is asked for. */
  readonly keyId?: string | undefined;

  readonly status: Status;
  readonly reason: Reason;
  readonly since: number;

  readonly countFrom: number;
  readonly lastBeatAt?: number | undefined;
  /** At most 256 characters of the last message, so that a steady beat costs one write unit. */
  readonly lastMessage?: string | undefined;
  /** Small figures a dialect shows with the monitor (tasks processed, current task), set by each beat. */
  readonly vitals?: Vitals | undefined;
  /** Schedulers: the slot that the last start, or end without a start, counted for. */
  readonly slotAt?: number | undefined;
  readonly streak?: Streak | undefined;
  /** Open runs by run id; UNNAMED_RUN for the one without. */
  readonly runs: Readonly<Record<string, Run>>;
  /** Undefined until the first run has ended. */
  readonly runFigures?: RunFigures | undefined;

  /** The number of the last transition of this life; 0 before the first. */
  readonly sequence: number;
  /** The last transition: the newest entry of the outbox while `published` < `sequence`. */
  readonly last?: Transition | undefined;
  /** Transitions up to this number have been published. */
  readonly published: number;
  /** What earlier lives under this id still have to tell. */
  readonly inherited?: readonly WaitingSpan[] | undefined;

  /** When the item wants to be woken; stands in the due index. */
  readonly dueAt?: number | undefined;
  /** From this moment on the item counts as absent. */
  readonly expiresAt?: number | undefined;
}

export type Vitals = Readonly<Record<string, string | number>>;

export const UNNAMED_RUN = '-';
