import type { DatabaseSync } from 'node:sqlite';

/**
 * Version 1. Beats are an append-only log in order of arrival, so that a group of beats of any monitors is a few
 * neighbouring pages; `previous` chains each monitor's beats, newest first. What steady beats change of a monitor
 * is kept in memory and written to `heard` now and then (see write-back.ts); the log makes it durable before that.
 * Moments that are computed from durations are REAL: these need not be whole milliseconds.
 */
const FIRST = `
  CREATE TABLE subjects (
    n INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL, UNIQUE (kind, id)
  ) STRICT;
  CREATE TABLE monitors (
    subject INTEGER PRIMARY KEY, born INTEGER NOT NULL, version INTEGER NOT NULL, due_at REAL,
    expires_at REAL, through INTEGER NOT NULL, head INTEGER NOT NULL, doc TEXT NOT NULL
  ) STRICT;
  CREATE INDEX monitors_due ON monitors (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX monitors_expiring ON monitors (expires_at) WHERE expires_at IS NOT NULL;
  CREATE TABLE heard (
    subject INTEGER PRIMARY KEY, through INTEGER NOT NULL, head INTEGER NOT NULL, last_beat_at INTEGER,
    last_message TEXT, vitals TEXT, runs TEXT
  ) STRICT;
  CREATE TABLE beats (
    n INTEGER PRIMARY KEY, subject INTEGER NOT NULL, at INTEGER NOT NULL, previous INTEGER NOT NULL,
    type TEXT NOT NULL, steady INTEGER NOT NULL, run TEXT, body TEXT
  ) STRICT;
  CREATE TABLE written_back (one INTEGER PRIMARY KEY CHECK (one = 1), through INTEGER NOT NULL) STRICT;
  INSERT INTO written_back VALUES (1, 0);

  CREATE TABLE transitions (
    kind TEXT NOT NULL, id TEXT NOT NULL, born INTEGER NOT NULL, sequence INTEGER NOT NULL, at REAL NOT NULL,
    doc TEXT NOT NULL, PRIMARY KEY (kind, id, born, sequence)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX transitions_at ON transitions (at);
  CREATE TABLE uptimes (
    kind TEXT NOT NULL, id TEXT NOT NULL, born INTEGER NOT NULL, doc TEXT NOT NULL, PRIMARY KEY (kind, id, born)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE summaries (at INTEGER PRIMARY KEY, counts TEXT NOT NULL) STRICT;

  CREATE TABLE deliveries (
    n INTEGER PRIMARY KEY, transition_id TEXT NOT NULL, channel TEXT NOT NULL, transition_doc TEXT NOT NULL,
    state TEXT NOT NULL, attempts INTEGER NOT NULL, created_at INTEGER NOT NULL, due_at REAL,
    settled_at INTEGER, answer TEXT, UNIQUE (transition_id, channel)
  ) STRICT;
  CREATE INDEX deliveries_due ON deliveries (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX deliveries_created ON deliveries (created_at);
  CREATE INDEX deliveries_settled ON deliveries (settled_at) WHERE settled_at IS NOT NULL;
  CREATE TABLE told (
    channel TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, born INTEGER NOT NULL, sequence INTEGER NOT NULL,
    at REAL NOT NULL, PRIMARY KEY (channel, kind, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX told_at ON told (at);

  CREATE TABLE keys (
    hash TEXT PRIMARY KEY, id TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, created_at INTEGER NOT NULL,
    last_used_at INTEGER, expires_at INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE hearing (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, doc TEXT NOT NULL) STRICT;
  CREATE TABLE sweeps (one INTEGER PRIMARY KEY CHECK (one = 1), at INTEGER NOT NULL) STRICT;
`;

/** Version 2. The row of our hearing keeps the last gaps only; uptime asks for all of them. */
const GAPS = `
  CREATE TABLE gaps (ended REAL NOT NULL, began REAL NOT NULL, PRIMARY KEY (ended, began)) STRICT, WITHOUT ROWID;
  INSERT OR IGNORE INTO gaps (ended, began)
    SELECT value ->> '$.to', value ->> '$.from' FROM hearing, json_each(hearing.doc, '$.gaps')
    WHERE value ->> '$.to' IS NOT NULL;
`;

/** Version 3. Channels that people manage; health is of any channel. Deliveries are found by channel and by state. */
const CHANNELS = `
  CREATE TABLE channels (id TEXT PRIMARY KEY, version INTEGER NOT NULL, doc TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE channel_health (
    channel TEXT PRIMARY KEY, proved_at REAL, proved_by TEXT, failed_at REAL, failure TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX deliveries_channel ON deliveries (channel, created_at);
  CREATE INDEX deliveries_state ON deliveries (state, created_at);
`;

/** Migration i leads from schema version i to i + 1. A released one is never edited. */
const MIGRATIONS: readonly string[] = [FIRST, GAPS, CHANNELS];

/** Brings the database to the newest schema; each step is one transaction. */
export function migrate(db: DatabaseSync, migrations: readonly string[] = MIGRATIONS): void {
  const row = db.prepare('PRAGMA user_version').get() as { user_version: number };
  const found = row.user_version;
  if (found > migrations.length) {
    throw new Error(
      `The database was written by a newer release (schema ${found}; this release knows ${migrations.length}). ` +
        'Start that release again, or restore a backup made before the upgrade.',
    );
  }
  migrations.slice(found).forEach((step, i) => {
    migrateTo(db, found + i + 1, step);
  });
}

function migrateTo(db: DatabaseSync, version: number, step: string): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    db.exec(`${step}; PRAGMA user_version = ${version}; COMMIT`);
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}
