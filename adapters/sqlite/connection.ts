import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Nobody else writes here; a backup tool that holds the lock for a moment must not fail a beat. */
const BUSY_TIMEOUT_MS = 100;
/** 64 MiB hold the hot pages of about 50,000 monitors at 1 KB beside the indexes. */
const CACHE_KIB = 65_536;
/**
 * 4 MiB, moved into the database by the commit that passes it: 8 ms at the 99th percentile under full load. A
 * worker that did it each second cost more CPU and was no better: beats dirty few pages.
 */
const CHECKPOINT_PAGES = 1_000;
/** A write-ahead log that had to grow under load is cut to 64 MiB when it starts anew. */
const LOG_SIZE_LIMIT = 64 * 1024 * 1024;

export const databaseFile = (directory: string): string => join(directory, 'heartbeat.db');

/** Creates the folder for its owner alone, where it is missing. */
export function ensureFolder(directory: string): void {
  if (!existsSync(directory)) mkdirSync(directory, { recursive: true, mode: 0o700 });
}

/** Opens a database file that only its owner may read: it holds messages and key hashes. */
export function openPrivate(file: string): DatabaseSync {
  // SQLite gives its own files (-wal, -shm, -journal) the mode of the database.
  closeSync(openSync(file, 'a', 0o600));
  return new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS });
}

/** The one connection that writes. A commit returns after the log is on disk (synchronous FULL). */
export function openWriter(directory: string): DatabaseSync {
  const db = openPrivate(databaseFile(directory));
  db.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
    PRAGMA journal_size_limit = ${LOG_SIZE_LIMIT};
    PRAGMA cache_size = -${CACHE_KIB};
    PRAGMA temp_store = MEMORY;
  `);
  return db;
}

/** The worker's connection: it can change nothing. */
export function openReader(directory: string): DatabaseSync {
  const db = new DatabaseSync(databaseFile(directory), { readOnly: true, timeout: BUSY_TIMEOUT_MS });
  db.exec('PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY');
  return db;
}
