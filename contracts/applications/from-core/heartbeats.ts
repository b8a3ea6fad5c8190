import type { BeatRecord } from '../../../core/ports/monitor-store.ts';
import { timePage } from '../../http/time-page.ts';

/** Heartbeats of one application; `beats` come newest first, one more than asked for where there are more. */
export function heartbeatsOf(uuid: string, beats: readonly BeatRecord[], limit: number): object {
  const { page, next } = timePage(beats, limit);
  const heartbeats = page.map(({ at, message }) => ({
    timestamp: new Date(at).toISOString(),
    message: message ?? null,
  }));
  return { id: uuid, heartbeats, next };
}
