import type { Monitor, Vitals } from '../../core/monitor/monitor.ts';
import type { Status } from '../../core/monitor/status.ts';

/** What decides whether a beat is steady: the part of a monitor that steady beats never change. */
export interface Life {
  readonly born: number;
  readonly version: number;
  readonly status: Status;
  readonly counting: boolean;
  readonly keyId: string | undefined;
  readonly expiresAt: number | undefined;
}

/**
 * One monitor's heartbeats, in memory: what steady beats change of it. The document on disk may be older than
 * this; about 300 bytes each, so 100,000 monitors that beat take 30 MB.
 */
export interface Heard {
  readonly subject: number;
  /** Undefined where there are beats but no monitor. */
  life: Life | undefined;
  /** All beats of this subject up to this number in the log are contained here. */
  through: number;
  /** The number of the newest beat; 0 where there is none. */
  head: number;
  headAt: number;
  lastBeatAt: number | undefined;
  lastMessage: string | undefined;
  vitals: Vitals | undefined;
  /** When each open run that has sent a heartbeat did so last. */
  runs: ReadonlyMap<string, number>;
}

const NO_RUNS: ReadonlyMap<string, number> = new Map();

export const nothingHeard = (subject: number): Heard => ({
  subject,
  life: undefined,
  through: 0,
  head: 0,
  headAt: 0,
  lastBeatAt: undefined,
  lastMessage: undefined,
  vitals: undefined,
  runs: NO_RUNS,
});

export const isAlive = (life: Life, now: number): boolean =>
  life.expiresAt === undefined || life.expiresAt > now;

/** Takes over a monitor's document as it was just read or written. */
export function takeOver(heard: Heard, monitor: Monitor): void {
  const { born, version, status, streak, keyId, expiresAt } = monitor;
  heard.life = { born, version, status, counting: streak !== undefined, keyId, expiresAt };
  heard.lastBeatAt = monitor.lastBeatAt;
  heard.lastMessage = monitor.lastMessage;
  heard.vitals = monitor.vitals;
  heard.runs = heardRuns(monitor);
}

function heardRuns(monitor: Monitor): ReadonlyMap<string, number> {
  const runs = Object.entries(monitor.runs);
  if (runs.length === 0) return NO_RUNS;
  return new Map(
    runs.flatMap(([key, run]) => (run.heardAt === undefined ? [] : [[key, run.heardAt] as const])),
  );
}

/** The document with what was heard since it was written. */
export function withHeard(doc: Monitor, heard: Heard): Monitor {
  const { lastBeatAt, lastMessage, vitals } = heard;
  return {
    ...doc,
    ...(lastBeatAt !== undefined && { lastBeatAt }),
    ...(lastMessage !== undefined && { lastMessage }),
    ...(vitals !== undefined && { vitals }),
    ...(heard.runs.size > 0 && { runs: runsHeard(doc, heard) }),
  };
}

const runsHeard = (doc: Monitor, heard: Heard): Monitor['runs'] =>
  Object.fromEntries(
    Object.entries(doc.runs).map(([key, run]) => {
      const heardAt = heard.runs.get(key);
      return [key, heardAt === undefined ? run : { ...run, heardAt }];
    }),
  );
