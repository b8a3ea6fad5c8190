import type { MonitorRef } from '../../../core/monitor/ref.ts';
import type { BeatRecord, SteadyBeat } from '../../../core/ports/monitor-store.ts';
import type { Store } from '../../../core/ports/store.ts';

export const NOBODY = { admin: false };

type SteadyBeatParts = Partial<Omit<SteadyBeat, 'record' | 'ref'>> & {
  readonly record?: Partial<BeatRecord>;
};

/** A beat that keeps a monitor `up`, unless a test says otherwise. */
export function steadyBeat(ref: MonitorRef, at: number, parts: SteadyBeatParts = {}): SteadyBeat {
  return {
    ref: { kind: ref.kind, id: ref.id },
    state: parts.state ?? { status: 'up' },
    credential: parts.credential ?? NOBODY,
    record: { at, type: 'alive', ...parts.record },
  };
}

/** @returns whether this one steady beat was recorded. */
export async function beat(
  store: Store,
  ref: MonitorRef,
  at: number,
  parts?: SteadyBeatParts,
): Promise<boolean> {
  const [recorded] = await store.recordSteady([steadyBeat(ref, at, parts)]);
  return recorded ?? false;
}
