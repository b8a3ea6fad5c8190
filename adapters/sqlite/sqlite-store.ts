import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../core/ports/clock.ts';
import type { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import type { Store } from '../../core/ports/store.ts';
import { BeatLog } from './beat-log.ts';
import { channelStore } from './channels.ts';
import { ensureFolder, openWriter } from './connection.ts';
import { deliveryStore } from './deliveries.ts';
import { lockFolder } from './folder-lock.ts';
import { HeardState } from './heard-state.ts';
import { historyStore } from './history-store.ts';
import { keyStore } from './keys.ts';
import { monitorStore } from './monitor-store.ts';
import { hearingStore } from './own-hearing.ts';
import type { Parts } from './parts.ts';
import { Purge, type Purged } from './purge.ts';
import { Reader } from './reader.ts';
import { lastBeatNumber, replay } from './replay.ts';
import { migrate } from './schema.ts';
import { WRITE_BACK_EVERY_MS, WriteBack } from './write-back.ts';
import { WriteQueue } from './write-queue.ts';

export interface SqliteOptions {
  /** Where the database lies; created for its owner alone if it is missing. One process at a time. */
  readonly directory: string;
  readonly clock: Clock;
  /** Told of each group of writes that could not be made durable; each of its callers is told too. */
  readonly onFlushError?: ((error: StoreUnavailable) => void) | undefined;
  /** How often what is kept in memory is written to its table: the longer, the more a crash leaves to replay. */
  readonly writeBackEveryMs?: number | undefined;
}

export interface SqliteStore extends Store {
  /** Removes what is beyond its retention, a few ms at a time. Call it now and then. */
  purge(now: number): Promise<Purged>;
  /** Answers every write that waits, and leaves a database that needs no recovery. */
  close(): Promise<void>;
}

/** Opens the store of one machine. Rejects with a plain sentence where the folder cannot be used. */
export async function openSqliteStore(options: SqliteOptions): Promise<SqliteStore> {
  ensureFolder(options.directory);
  const unlock = lockFolder(options.directory);
  let db: DatabaseSync | undefined;
  try {
    db = openWriter(options.directory);
    migrate(db);
    return compose(options, db, unlock);
  } catch (error) {
    db?.close();
    unlock();
    throw error;
  }
}

function compose(options: SqliteOptions, db: DatabaseSync, unlock: () => void): SqliteStore {
  const { directory, clock, onFlushError = () => {} } = options;
  const queue = new WriteQueue(db, onFlushError);
  const state = new HeardState(db, queue);
  const log = new BeatLog(db, state, lastBeatNumber(db));
  replay(db, state);
  const parts: Parts = { db, clock, queue, state, log, reader: new Reader(directory) };
  const purge = new Purge(parts);
  return {
    ...monitorStore(parts),
    ...historyStore(parts),
    ...hearingStore(parts),
    ...keyStore(parts),
    ...deliveryStore(parts),
    ...channelStore(parts),
    purge: (now) => purge.run(now),
    close: closing(parts, options, unlock),
  };
}

/** Starts what runs beside the writes. @returns what ends it, and the store. */
function closing(parts: Parts, options: SqliteOptions, unlock: () => void): () => Promise<void> {
  const { db, queue, reader } = parts;
  const writeBack = new WriteBack(parts);
  const rounds = writeBack.run(options.writeBackEveryMs ?? WRITE_BACK_EVERY_MS);
  let closed: Promise<void> | undefined;
  const close = async () => {
    writeBack.stop();
    try {
      await queue.close(() => writeBack.writeAll());
      await Promise.all([rounds, reader.close()]);
      db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } finally {
      db.close();
      unlock();
    }
  };
  return () => {
    closed ??= close();
    return closed;
  };
}
