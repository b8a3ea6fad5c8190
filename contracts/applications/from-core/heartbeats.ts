import { wholeMoments } from '../../../core/paths/whole-moments.ts';
import type { BeatRecord } from '../../../core/ports/monitor-store.ts';

/** Heartbeats of one application; `beats` come newest first, one more than asked for where there are more. */
export const heartbeatsOf = (uuid: string, beats: readonly BeatRecord[], limit: number): object => ({
  id: uuid,
  heartbeats: wholeMoments(beats, limit).map(({ at, message }) => ({
    timestamp: new Date(at).toISOString(),
    message: message ?? null,
  })),
});
