import { chmodSync, closeSync, fchmodSync, fsyncSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere } from './read-if-there.ts';

export interface KeptSecret {
  readonly value: string;
  /** The file that holds it; undefined where the operator gave it. */
  readonly file?: string | undefined;
}

/** The names of all that are ever kept: what a backup of the data folder must have beside the database. */
export const SECRET_FILES = ['admin-key', 'secret-key', 'channel-key'];

/**
 * A secret the operator gave, else the one kept in the data folder, else a new one that is kept there for the
 * next start, readable by its owner alone.
 */
export function keptSecret(
  given: string | undefined,
  dataDir: string,
  name: string,
  make: () => string,
): KeptSecret {
  if (given) return { value: given };
  const file = join(dataDir, name);
  const kept = readIfThere(file)?.trim();
  if (kept) {
    tighten(file);
    return { value: kept, file };
  }
  const value = make();
  // `w`: a crash may have left the file empty before its content was durable.
  const descriptor = openSync(file, 'w', 0o600);
  // A file that was there keeps its permissions otherwise.
  fchmodSync(descriptor, 0o600);
  writeSync(descriptor, `${value}\n`);
  fsyncSync(descriptor);
  closeSync(descriptor);
  // The file is only there after a power loss if its folder says so.
  const folder = openSync(dataDir, 'r');
  fsyncSync(folder);
  closeSync(folder);
  return { value, file };
}

/** Copied or restored, a file may have become readable by everybody. */
function tighten(file: string): void {
  if ((statSync(file).mode & 0o077) === 0) return;
  try {
    chmodSync(file, 0o600);
  } catch {
    // A secret that was mounted here is as its owner made it, and no reason not to start.
  }
}
