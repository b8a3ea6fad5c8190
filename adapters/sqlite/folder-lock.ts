import { join } from 'node:path';
import { openPrivate } from './connection.ts';
import { resultCodeOf, SQLITE_BUSY } from './store-errors.ts';

/**
 * Holds the folder for this process: a second one would not see what the first keeps in memory. The lock is an
 * open transaction on a database of its own, so the system releases it however this process ends.
 * @returns what gives the folder back.
 */
export function lockFolder(directory: string): () => void {
  const db = openPrivate(join(directory, 'lock.db'));
  try {
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if (resultCodeOf(error) !== SQLITE_BUSY) throw error;
    throw new Error(
      `The data folder ${directory} is in use by another process. Stop that one first, or name another folder.`,
    );
  }
  return () => db.close();
}
