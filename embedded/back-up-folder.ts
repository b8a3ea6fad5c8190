import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { databaseFile } from '../adapters/sqlite/connection.ts';
import { copyDatabase } from '../adapters/sqlite/copy-database.ts';
import { SECRET_FILES } from './kept-secret.ts';

/**
 * Backs up a data folder, also of a process that runs: its database as it is at this moment and the keys beside it,
 * in a new folder that can be a data folder itself. `target` is only there once it is whole and on disk.
 * @returns the names of the secrets in it. @throws a sentence for the operator where it cannot be made.
 */
export function backUpFolder(dataDir: string, target: string): string[] {
  if (!existsSync(databaseFile(dataDir))) {
    throw new Error(`There is no database in ${dataDir}. Set DATA_DIR as the server has it.`);
  }
  if (existsSync(target)) throw new Error(`${target} is there already. Name a new folder.`);
  const unfinished = `${resolve(target)}.unfinished`;
  // Of an earlier attempt that was killed.
  rmSync(unfinished, { recursive: true, force: true });
  try {
    mkdirSync(unfinished, { recursive: true, mode: 0o700 });
    const secrets = SECRET_FILES.filter((name) => existsSync(join(dataDir, name)));
    for (const name of secrets) copySecret(join(dataDir, name), join(unfinished, name));
    copyDatabase(dataDir, databaseFile(unfinished));
    flush(unfinished);
    renameSync(unfinished, target);
    flush(dirname(unfinished));
    return secrets;
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
}

function copySecret(from: string, to: string): void {
  copyFileSync(from, to);
  // One that was mounted may be readable by more than its owner.
  chmodSync(to, 0o600);
  flush(to);
}

/** Of a file its content, of a folder the names in it. */
function flush(path: string): void {
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}
