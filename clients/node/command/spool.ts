import { createHash, randomBytes } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from './settings.ts';
import { refuseForeign, refuseForeignRoot } from './spool-owner.ts';
import { type Spooled, spooledOf } from './spooled.ts';

/** What became of one that is sent again: `later`, so are all; `kept`, others may fare better. */
export type Fate = 'sent' | 'refused' | 'later' | 'kept';

const MOST_FILES = 500;
const MOST_BYTES = 5_000_000;
/** A job that runs once a month tells of its last run before the next. */
const MOST_AGE_MS = 40 * 86_400_000;
/** Whoever took one and has not sent it by then has died; so has who has not finished writing one. */
const CLAIM_MS = 60_000;
const CLAIMED = '.sending';
const UNFINISHED = '.new';
const FOLDER = /^[0-9a-f]{16}$/;
const FILE = /^\d{15}-.*\.json(\.sending|\.new)?$/;

/**
 * What could not be told waits here, one file each, oldest first by name. Every server and key has a folder of its own,
 * so that nothing is sent to another one. Bounded in number, size and age: what is oldest goes.
 */
export class Spool {
  private readonly root: string | undefined;
  private readonly folder: string;

  /** @param root undefined where there is no place for it: then nothing is kept */
  constructor({ url, key }: Settings, root: string | undefined = defaultRoot()) {
    const whose = createHash('sha256')
      .update(`${url}\n${key ?? ''}`)
      .digest('hex')
      .slice(0, 16);
    this.root = root;
    this.folder = join(root ?? '', whose);
  }

  /** @throws where the folder cannot be written, or is another's */
  add(entry: Spooled): void {
    if (this.root === undefined) throw new Error('neither HEARTBEAT_SPOOL nor HOME says where');
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    refuseForeignRoot(this.root);
    refuseForeign(this.folder);
    const name = `${String(Date.now()).padStart(15, '0')}-${this.count().toString().padStart(4, '0')}`;
    const file = join(this.folder, `${name}-${randomBytes(4).toString('hex')}.json`);
    try {
      writeFileSync(file + UNFINISHED, JSON.stringify(entry), { mode: 0o600, flag: 'wx' });
      renameSync(file + UNFINISHED, file);
    } catch (error) {
      rmSync(file + UNFINISHED, { force: true });
      throw error;
    }
    this.shrink();
  }

  /**
   * Sends what waits, oldest first, until all must wait.
   * @returns whether each has had its turn @throws where the folder is another's: nothing of it is sent
   */
  async flush(send: (entry: Spooled) => Promise<Fate>): Promise<boolean> {
    if (this.root === undefined || !exists(this.root)) return true;
    refuseForeignRoot(this.root);
    sweep(this.root);
    if (!exists(this.folder)) return true;
    refuseForeign(this.folder);
    for (const name of this.names()) {
      const claimed = this.claim(name);
      if (!claimed) continue;
      const entry = read(claimed);
      const fate = entry ? await send(entry) : 'refused';
      if (fate === 'later' || fate === 'kept') {
        renameSync(claimed, join(this.folder, name.replace(CLAIMED, '')));
      } else {
        rmSync(claimed, { force: true });
      }
      if (fate === 'later') return false;
    }
    return true;
  }

  private names(): string[] {
    return filesIn(this.folder).filter((name) => !name.endsWith(UNFINISHED));
  }

  private count(): number {
    return this.names().length;
  }

  /** Nobody else sends what is claimed. @returns its name now, or undefined where another was faster */
  private claim(name: string): string | undefined {
    const file = join(this.folder, name);
    try {
      if (name.endsWith(CLAIMED) && Date.now() - statSync(file).mtimeMs < CLAIM_MS) return undefined;
      const claimed = name.endsWith(CLAIMED) ? file : file + CLAIMED;
      renameSync(file, claimed);
      utimesSync(claimed, new Date(), new Date());
      return claimed;
    } catch {
      return undefined;
    }
  }

  private shrink(): void {
    const files = this.names().map((name) => ({ name, bytes: sizeOf(join(this.folder, name)) }));
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    for (let count = files.length; count > MOST_FILES || bytes > MOST_BYTES; count--) {
      const oldest = files.shift();
      if (!oldest) return;
      bytes -= oldest.bytes;
      rmSync(join(this.folder, oldest.name), { force: true });
    }
  }
}

/** Never a place that others can write to: what is there is sent with the key of the job. */
function defaultRoot(): string | undefined {
  if (process.env.HEARTBEAT_SPOOL) return process.env.HEARTBEAT_SPOOL;
  const state = process.env.XDG_STATE_HOME || (process.env.HOME && join(homedir(), '.local', 'state'));
  return state ? join(state, 'heartbeat-central', 'spool') : undefined;
}

/** Of every server and key, those of yesterday too: what is too old to be told, or was never finished, goes. */
function sweep(root: string): void {
  for (const folder of namesIn(root).filter((name) => FOLDER.test(name))) {
    const path = join(root, folder);
    try {
      refuseForeign(path);
      for (const name of filesIn(path)) {
        const ageMs = Date.now() - Number(name.slice(0, 15));
        const mostMs = name.endsWith(UNFINISHED) ? CLAIM_MS : MOST_AGE_MS;
        if (ageMs > mostMs) rmSync(join(path, name), { force: true });
      }
      // Refused where something is left; a new one is about to be used.
      if (Date.now() - statSync(path).mtimeMs > CLAIM_MS) rmdirSync(path);
    } catch {
      // Another's, or in use.
    }
  }
}

const filesIn = (folder: string): string[] =>
  namesIn(folder)
    .filter((name) => FILE.test(name))
    .sort();

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}

function read(file: string): Spooled | undefined {
  try {
    return lstatSync(file).isFile() ? spooledOf(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
  } catch {
    return undefined;
  }
}
