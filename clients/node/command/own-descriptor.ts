import { constants, fstatSync, openSync } from 'node:fs';

const opened = new Map<number, number>();

/**
 * The same output, opened once more where it is a pipe and the system can: writing to that one never waits, and whoever
 * shares the pipe with this process does not notice. Else the descriptor itself.
 */
export function ownDescriptor(fd: number): number {
  const known = opened.get(fd);
  if (known !== undefined) return known;
  const own = reopened(fd) ?? fd;
  opened.set(fd, own);
  return own;
}

function reopened(fd: number): number | undefined {
  try {
    if (process.platform !== 'linux' || !fstatSync(fd).isFIFO()) return undefined;
    return openSync(`/proc/self/fd/${fd}`, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
}
