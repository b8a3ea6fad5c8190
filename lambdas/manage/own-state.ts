import type { Hearing } from '../../core/monitor/hearing.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** What a canary may be late beyond the pause that counts as a gap: one slow flush is no broken store. */
const CANARY_SLACK_MS = 2_000;

export type Check = 'ok' | 'waiting' | 'failing';

/** What the system knows of itself at this moment. */
export interface OwnState {
  readonly hearing: Hearing;
  readonly sweptAt: number | undefined;
  readonly store: Check;
  readonly sweep: Check;
}

/** @throws StoreUnavailable */
export async function readOwnState({
  store,
  clock,
  settings,
}: Pick<Runtime, 'store' | 'clock' | 'settings'>): Promise<OwnState> {
  const { longestCanaryPauseMs: pause, sweepOverdueMs, watchedSince } = settings;
  // The first sweep and canary after a start have the same time as any other: until then old ones are nobody's fault.
  const isOverdue = (at: number, afterMs: number): boolean =>
    clock.now() - Math.max(at, watchedSince) > afterMs;
  const [sweptAt, { hearing }] = await Promise.all([store.lastSweepAt(), store.readHearing()]);
  const isSwept = sweptAt !== undefined && clock.now() - sweptAt <= sweepOverdueMs;
  return {
    hearing,
    sweptAt,
    // A full disk can still be read; where canaries come steadily, each is a durable write.
    store: pause !== undefined && isOverdue(hearing.heardAt ?? 0, pause + CANARY_SLACK_MS) ? 'failing' : 'ok',
    sweep: isSwept ? 'ok' : isOverdue(0, sweepOverdueMs) ? 'failing' : 'waiting',
  };
}
