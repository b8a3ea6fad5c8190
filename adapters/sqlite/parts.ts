import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../core/ports/clock.ts';
import type { BeatLog } from './beat-log.ts';
import type { HeardState } from './heard-state.ts';
import type { Reader } from './reader.ts';
import type { WriteQueue } from './write-queue.ts';

/** What the parts of one open store share. */
export interface Parts {
  readonly db: DatabaseSync;
  readonly clock: Clock;
  readonly queue: WriteQueue;
  readonly state: HeardState;
  readonly log: BeatLog;
  readonly reader: Reader;
}
