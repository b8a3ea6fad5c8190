import { closeSync, fsyncSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { openReader } from './connection.ts';

/**
 * Writes the database of `directory` as it is at this moment to the new `file`, while its process goes on to write:
 * one read transaction, that no commit waits for. SQLite's online backup begins anew with each of our commits.
 * Blocks until the copy is checked and on disk. @throws where there is no database, or the copy cannot be made.
 */
export function copyDatabase(directory: string, file: string): void {
  // SQLite fills an empty file and keeps its mode: it holds messages and key hashes.
  closeSync(openSync(file, 'wx', 0o600));
  const db = openReader(directory);
  try {
    db.prepare('VACUUM INTO ?').run(file);
  } finally {
    db.close();
  }
  check(file);
  const descriptor = openSync(file, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function check(file: string): void {
  const copy = new DatabaseSync(file, { readOnly: true });
  try {
    const [first] = copy.prepare('PRAGMA quick_check(1)').all() as { quick_check: string }[];
    if (first?.quick_check !== 'ok') throw new Error(`The copy is damaged: ${first?.quick_check}`);
  } finally {
    copy.close();
  }
}
