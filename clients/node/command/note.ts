import { writeSync } from 'node:fs';
import { Writable } from 'node:stream';
import { ownDescriptor } from './own-descriptor.ts';

const STDERR = 2;
const STREAMS = { stdout: 1, stderr: STDERR };

/**
 * Says something on standard error, or does not where it cannot be written. Not by `process.stderr`: that changes the
 * descriptor for the job too, which then loses output, and ends this process where nobody reads.
 */
export function note(words: string): void {
  written(STDERR, `heartbeat: ${words}\n`);
}

/**
 * From now on `process.stdout` and `process.stderr` do no harm either: `node:http` looks at them when it is loaded, and
 * a look is enough for Node to change the descriptor.
 */
export function shieldStreams(): void {
  for (const [name, fd] of Object.entries(STREAMS)) {
    const stream = new Writable({
      write(chunk, _encoding, done) {
        written(fd, chunk);
        done();
      },
    });
    Object.defineProperty(process, name, { configurable: true, enumerable: true, value: stream });
  }
}

function written(fd: number, what: string | Buffer): void {
  try {
    writeSync(ownDescriptor(fd), what as string);
  } catch {
    // Nobody is there to be told.
  }
}
