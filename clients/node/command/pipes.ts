import { spawnSync } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'heartbeat-';

/** File descriptors of a pipe such as a shell makes. */
export interface Pipe {
  readonly readEnd: number;
  /** Another reader of the same; while it is open, a writer can wait for one. */
  readonly spareReadEnd: number;
  readonly writeEnd: number;
}

/**
 * Real pipes. What Node makes for a child are pairs of sockets: `/dev/stdout` cannot be opened on those, and a reader that has
 * gone is no SIGPIPE.
 * @returns undefined where none can be made
 */
export function makePipes(count: number): readonly Pipe[] | undefined {
  if (process.platform === 'win32') return undefined;
  let folder: string | undefined;
  const opened: number[] = [];
  try {
    // For its owner alone; the names are gone as soon as both ends are open.
    folder = privateFolder();
    const names = Array.from({ length: count }, (_, index) => join(folder!, String(index)));
    if (spawnSync('mkfifo', ['-m', '600', ...names], { stdio: 'ignore' }).status !== 0) return undefined;
    const open = (name: string, flags: number): number => {
      const fd = openSync(name, flags);
      opened.push(fd);
      return fd;
    };
    return names.map((name) => ({
      // Opened without waiting for the writer, which would wait for a reader.
      readEnd: open(name, constants.O_RDONLY | constants.O_NONBLOCK),
      spareReadEnd: open(name, constants.O_RDONLY | constants.O_NONBLOCK),
      writeEnd: open(name, constants.O_WRONLY),
    }));
  } catch {
    for (const fd of opened) closeSync(fd);
    return undefined;
  } finally {
    if (folder !== undefined) removed(folder);
  }
}

/** The second is there where all else is read-only. @throws where neither can be written */
function privateFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), PREFIX));
  } catch {
    return mkdtempSync(join('/dev/shm', PREFIX));
  }
}

function removed(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // It holds nothing but names.
  }
}
