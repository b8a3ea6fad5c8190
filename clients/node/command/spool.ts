import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Settings } from './settings.ts';

/** A request that did not get through. */
export interface Spooled {
  readonly method: string;
  readonly path: string;
  readonly body: object;
}

/** What became of one that is sent again. */
export type Fate = 'sent' | 'refused' | 'later';

const MOST_FILES = 500;
const MOST_BYTES = 5_000_000;
const MOST_AGE_MS = 7 * 86_400_000;
/** Whoever took one and has not sent it by then has died. */
const CLAIM_MS = 60_000;
const CLAIMED = '.sending';

/**
 * What could not be told waits here, one file each, oldest first by name. Every server and key has a folder of its own,
 * so that nothing is sent to another one. Bounded in number, size and age: what is oldest goes.
 */
export class Spool {
  private readonly folder: string;

  constructor({ url, key }: Settings, root: string = defaultRoot()) {
    const whose = createHash('sha256')
      .update(`${url}\n${key ?? ''}`)
      .digest('hex')
      .slice(0, 16);
    this.folder = join(root, whose);
  }

  /** @throws where the folder cannot be written, or is another's */
  add(entry: Spooled): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    refuseForeign(this.folder);
    const name = `${String(Date.now()).padStart(15, '0')}-${this.count().toString().padStart(4, '0')}`;
    const file = join(this.folder, `${name}-${randomBytes(4).toString('hex')}.json`);
    writeFileSync(`${file}.new`, JSON.stringify(entry), { mode: 0o600 });
    renameSync(`${file}.new`, file);
    this.shrink();
  }

  /** Sends what waits, oldest first, until one must wait longer. */
  async flush(send: (entry: Spooled) => Promise<Fate>): Promise<void> {
    for (const name of this.names()) {
      const claimed = this.claim(name);
      if (!claimed) continue;
      const entry = read(claimed);
      const fate = entry ? await send(entry) : 'refused';
      if (fate === 'later') return renameSync(claimed, join(this.folder, name.replace(CLAIMED, '')));
      rmSync(claimed, { force: true });
    }
  }

  private names(): string[] {
    try {
      return readdirSync(this.folder)
        .filter((name) => /\.json(\.sending)?$/.test(name))
        .sort();
    } catch {
      return [];
    }
  }

  private count(): number {
    return this.names().length;
  }

  /** Nobody else sends what is claimed. @returns its name now, or undefined where another was faster */
  private claim(name: string): string | undefined {
    const file = join(this.folder, name);
    try {
      if (Date.now() - Number(name.slice(0, 15)) > MOST_AGE_MS) return void rmSync(file, { force: true });
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

function defaultRoot(): string {
  if (process.env.HEARTBEAT_SPOOL) return process.env.HEARTBEAT_SPOOL;
  const state = process.env.XDG_STATE_HOME || (process.env.HOME && join(homedir(), '.local', 'state'));
  return state ? join(state, 'heartbeat-central', 'spool') : join(tmpdir(), `heartbeat-central-${whoAmI()}`);
}

function whoAmI(): string {
  return String(process.getuid?.() ?? userInfo().username);
}

/** Outputs of jobs are nobody else's business. */
function refuseForeign(folder: string): void {
  const found = lstatSync(folder);
  const uid = process.getuid?.();
  if (!found.isDirectory() || (uid !== undefined && found.uid !== uid)) {
    throw new Error(`${folder} belongs to somebody else`);
  }
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) chmodSync(folder, 0o700);
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
    const { method, path, body } = JSON.parse(readFileSync(file, 'utf8'));
    return typeof method === 'string' && typeof path === 'string' && path.startsWith('/')
      ? { method, path, body }
      : undefined;
  } catch {
    return undefined;
  }
}
