import type { MonitorRef } from '../../core/monitor/ref.ts';
import { subjectOf } from '../../core/monitor/ref.ts';
import type { Signal, SignalType } from '../../core/monitor/signal.ts';
import { type Identity, type KeyRing, NOBODY } from '../../core/paths/key-ring.ts';
import {
  type Heartbeat,
  type HeartbeatOutcome,
  recordHeartbeats,
} from '../../core/paths/record-heartbeats.ts';
import type { BeatWeight, Limited, RateLimits } from '../runtime/rate-limits.ts';
import type { HttpRuntime } from '../runtime/runtime.ts';
import type { RefusedBeat, RefusedBeats } from './refused-beats.ts';

/** A signal and the key it came with, as any dialect's request bears it. */
export interface Beat {
  readonly ref: MonitorRef;
  readonly signal: Signal;
  readonly key: string | undefined;
}

export interface Reception {
  readonly runtime: HttpRuntime;
  readonly limits: RateLimits;
  readonly refused: RefusedBeats;
  /** The address that the request came from. */
  readonly source: string;
  /** All beats of a request bear the time at which it came. */
  readonly at: number;
}

export type BeatOutcome = HeartbeatOutcome | Limited;

const WEIGHTS: Readonly<Record<SignalType, BeatWeight>> = {
  alive: 'calm',
  pending: 'turn',
  started: 'turn',
  succeeded: 'turn',
  degraded: 'trouble',
  failed: 'trouble',
};

/** Runs of one job are counted apart: many workers may begin and end theirs at once. */
const countedSubject = (ref: MonitorRef, { type, runId }: Signal): string =>
  WEIGHTS[type] === 'calm' || runId === undefined ? subjectOf(ref) : `${subjectOf(ref)} ${runId}`;

type Callers = ReadonlyMap<string | undefined, Identity>;

/**
 * Every dialect's beats: keys resolved once per distinct key, limits, and the core's path of a beat. A beat that
 * is limited takes no other with it.
 * @returns an outcome for each beat, in order.
 * @throws StoreUnavailable
 */
export async function receiveBeats(reception: Reception, beats: readonly Beat[]): Promise<BeatOutcome[]> {
  const { runtime, limits, at } = reception;
  const callers = await callersOf(runtime.keys, beats);
  const outcomes: BeatOutcome[] = [];
  const heartbeats: Heartbeat[] = [];
  const positions: number[] = [];
  const refused: RefusedBeat[] = [];
  beats.forEach(({ ref, signal, key }, i) => {
    const { keyId, admin } = callers.get(key) ?? NOBODY;
    const credential = { keyId, admin };
    const subject = countedSubject(ref, signal);
    const limited = limits.heartbeat({ subject, keyId, weight: WEIGHTS[signal.type] }, at);
    if (limited) {
      outcomes[i] = limited;
      refused.push({ ref, credential, limited });
      return;
    }
    heartbeats.push({ ref, signal, credential });
    positions.push(i);
  });
  if (refused.length > 0) await reception.refused.tell(refused, at);
  const recorded = await recordHeartbeats(runtime, heartbeats, at);
  recorded.forEach((outcome, i) => {
    outcomes[positions[i]!] = outcome;
  });
  return recorded.includes('refused') ? withWrongKeysCounted(reception, beats, callers, outcomes) : outcomes;
}

async function callersOf(keys: KeyRing, beats: readonly Beat[]): Promise<Callers> {
  if (beats.length === 1) {
    const { key } = beats[0]!;
    return new Map([[key, await keys.identify(key)]]);
  }
  const distinct = [...new Set(beats.map(({ key }) => key))];
  return new Map(await Promise.all(distinct.map(async (key) => [key, await keys.identify(key)] as const)));
}

/** Each wrong key of a request counts once against its source; a key that somebody has is no guess. */
function withWrongKeysCounted(
  { limits, source, at }: Reception,
  beats: readonly Beat[],
  callers: Callers,
  outcomes: readonly BeatOutcome[],
): BeatOutcome[] {
  const counted = new Map<string, Limited | undefined>();
  return outcomes.map((outcome, i) => {
    const { key } = beats[i]!;
    if (outcome !== 'refused' || key === undefined || callers.get(key)?.keyId !== undefined) return outcome;
    if (!counted.has(key)) counted.set(key, limits.wrongKey(source, at));
    return counted.get(key) ?? outcome;
  });
}
