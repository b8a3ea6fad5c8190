import { applySignal } from '../monitor/apply-signal.ts';
import { armed } from '../monitor/arm.ts';
import { accepts, type Credential } from '../monitor/credential.ts';
import type { Monitor } from '../monitor/monitor.ts';
import { type MonitorRef, subjectOf } from '../monitor/ref.ts';
import type { RunTimes } from '../monitor/runs.ts';
import { graver, type Signal, steadyStateOf } from '../monitor/signal.ts';
import type { HistoryStore } from '../ports/history-store.ts';
import {
  type BeatRecord,
  type HeardGuard,
  type MonitorStore,
  type SteadyBeat,
  StoreUnavailable,
} from '../ports/monitor-store.ts';
import type { TicketQueue } from '../ports/ticket-queue.ts';
import { keepWaitingTransition } from './keep-waiting-transition.ts';
import { sendTicketIfNear } from './tickets.ts';

export interface RecordDeps {
  readonly store: MonitorStore & HistoryStore;
  readonly queue: TicketQueue;
  readonly settleMs: number;
}

/** One signal of one monitor, as a dialect's request bears it. */
export interface Heartbeat {
  readonly ref: MonitorRef;
  readonly signal: Signal;
  readonly credential: Credential;
}

export type HeartbeatOutcome = 'recorded' | 'unknown' | 'refused';

/** A race for one monitor is lost five times only if something is broken: then the sender tries again. */
const MOST_TRIES = 5;
/** Each is three commands in a row: more at once would only wait for each other and run out of time. */
const MOST_AT_ONCE = 50;

/**
 * The path of a beat: every heartbeat of a request, received at `at`, is made durable. A steady one costs one
 * conditional update and one history record, without a read.
 * @returns an outcome for each heartbeat, in order.
 * @throws StoreUnavailable where any of them could not be stored (the whole request should be sent again).
 */
export async function recordHeartbeats(
  deps: RecordDeps,
  heartbeats: readonly Heartbeat[],
  at: number,
): Promise<HeartbeatOutcome[]> {
  const { distinct, indexes } = distinctBeats(heartbeats);
  const steady = await recordSteadyOnes(deps, distinct, at);
  const outcomes: HeartbeatOutcome[] = [];
  for (let i = 0; i < distinct.length; i += MOST_AT_ONCE) {
    const part = distinct
      .slice(i, i + MOST_AT_ONCE)
      .map((heartbeat, k) => (steady[i + k] ? ('recorded' as const) : recordOne(deps, heartbeat, at)));
    outcomes.push(...(await Promise.all(part)));
  }
  return indexes.map((i) => outcomes[i]!);
}

/** One monitor named twice in a request under the same key is one beat: the graver one. */
function distinctBeats(heartbeats: readonly Heartbeat[]): { distinct: Heartbeat[]; indexes: number[] } {
  if (heartbeats.length === 1) return { distinct: [...heartbeats], indexes: [0] };
  const positions = new Map<string, number>();
  const distinct: Heartbeat[] = [];
  const indexes = heartbeats.map((heartbeat) => {
    const { ref, signal, credential } = heartbeat;
    const key = `${subjectOf(ref)} ${signal.runId ?? ''} ${credential.keyId ?? ''} ${credential.admin}`;
    const position = positions.get(key);
    if (position === undefined) {
      positions.set(key, distinct.length);
      return distinct.push(heartbeat) - 1;
    }
    const known = distinct[position]!;
    distinct[position] = { ...known, signal: graver(known.signal, signal) };
    return position;
  });
  return { distinct, indexes };
}

/** A signal received at `at` as history keeps it. */
export function recordOf(signal: Signal, at: number, run: RunTimes): BeatRecord {
  const { type, message, metadata, vitals, clientTime, clientDurationMs } = signal;
  return { at, type, message, metadata, vitals, clientTime, clientDurationMs, ...run };
}

async function recordSteadyOnes(
  deps: RecordDeps,
  heartbeats: readonly Heartbeat[],
  at: number,
): Promise<boolean[]> {
  const results = heartbeats.map(() => false);
  const beats: SteadyBeat[] = [];
  const positions: number[] = [];
  heartbeats.forEach(({ ref, signal, credential }, i) => {
    const state = steadyStateOf(ref.kind, signal);
    if (!state) return;
    beats.push({ ref, state, credential, record: recordOf(signal, at, { runId: signal.runId }) });
    positions.push(i);
  });
  if (beats.length === 0) return results;
  const recorded = await deps.store.recordSteady(beats);
  recorded.forEach((done, i) => {
    results[positions[i]!] = done;
  });
  return results;
}

async function recordOne(deps: RecordDeps, heartbeat: Heartbeat, at: number): Promise<HeartbeatOutcome> {
  const { ref, signal, credential } = heartbeat;
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const monitor = await deps.store.read(ref);
    if (!monitor || monitor.status === 'closed') return 'unknown';
    if (!accepts(monitor, credential)) return 'refused';
    const applied = applySignal(monitor, signal, at);
    const record = recordOf(signal, at, applied.run);
    if (applied.monitor === monitor) {
      await deps.store.appendBeat(ref, record);
      return 'recorded';
    }
    const after = armed(monitor, applied.monitor, at);
    if (await writeChange(deps, monitor, after, at, record)) return 'recorded';
  }
  throw new StoreUnavailable(`${subjectOf(ref)} changed too often to be written`);
}

async function writeChange(
  deps: RecordDeps,
  monitor: Monitor,
  after: Monitor,
  at: number,
  record: BeatRecord,
): Promise<boolean> {
  await keepWaitingTransition(deps.store, monitor, after);
  if (!(await deps.store.change(monitor, after, heardGuard(monitor, at), record))) return false;
  await sendTicketIfNear(deps.queue, monitor, after, at, deps.settleMs);
  return true;
}

/** All runs are written together: a steady heartbeat of one of them that came since the read must not be undone. */
export const heardGuard = (read: Monitor, at: number): HeardGuard =>
  Object.values(read.runs).some((run) => run.heardAt !== undefined)
    ? { exactly: read.lastBeatAt }
    : { atMost: at };
