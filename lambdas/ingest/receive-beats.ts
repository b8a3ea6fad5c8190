import type { MonitorRef } from '../../core/monitor/ref.ts';
import { subjectOf } from '../../core/monitor/ref.ts';
import type { Signal } from '../../core/monitor/signal.ts';
import { type Identity, type KeyRing, NOBODY } from '../../core/paths/key-ring.ts';
import {
  type Heartbeat,
  type HeartbeatOutcome,
  recordHeartbeats,
} from '../../core/paths/record-heartbeats.ts';
import type { Limited, RateLimits } from '../runtime/rate-limits.ts';
import type { Services } from '../runtime/services.ts';

/** A signal and the key it came with, as any dialect's request bears it. */
export interface Beat {
  readonly ref: MonitorRef;
  readonly signal: Signal;
  readonly key: string | undefined;
}

export interface Reception {
  readonly services: Services;
  readonly limits: RateLimits;
  /** The address that the request came from. */
  readonly source: string;
  /** All beats of a request bear the time at which it came. */
  readonly at: number;
}

export type BeatOutcome = HeartbeatOutcome | Limited;

type Callers = ReadonlyMap<string | undefined, Identity>;

/**
 * Every dialect's beats: keys resolved once per distinct key, limits, and the core's path of a beat. A beat that
 * is limited takes no other with it.
 * @returns an outcome for each beat, in order.
 * @throws StoreUnavailable
 */
export async function receiveBeats(reception: Reception, beats: readonly Beat[]): Promise<BeatOutcome[]> {
  const { services, limits, at } = reception;
  const callers = await callersOf(services.keys, beats);
  const outcomes: BeatOutcome[] = [];
  const heartbeats: Heartbeat[] = [];
  const positions: number[] = [];
  beats.forEach(({ ref, signal, key }, i) => {
    const { keyId, admin } = callers.get(key) ?? NOBODY;
    const limited = limits.heartbeat(subjectOf(ref), keyId, at);
    if (limited) {
      outcomes[i] = limited;
      return;
    }
    heartbeats.push({ ref, signal, credential: { keyId, admin } });
    positions.push(i);
  });
  const recorded = await recordHeartbeats(services, heartbeats, at);
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
