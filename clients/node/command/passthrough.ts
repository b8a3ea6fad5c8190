import { write } from 'node:fs';
import { Writable } from 'node:stream';
import { ownDescriptor } from './own-descriptor.ts';

/** How long to wait where the other end of a pipe takes nothing at the moment. */
const FULL_PAUSE_MS = 5;

/**
 * Writes to a file descriptor exactly what it is given, in order, and without ever holding up the process: Node's own
 * streams block it where the reader of a pipe is slow, and then neither heartbeats nor limits would work.
 */
export class Passthrough extends Writable {
  private readonly fd: number;

  constructor(fd: number) {
    super({ decodeStrings: true });
    this.fd = ownDescriptor(fd);
  }

  override _write(chunk: Buffer, _encoding: string, done: (error?: Error | null) => void): void {
    write(this.fd, chunk, (error, written) => {
      if (error?.code === 'EAGAIN')
        return void setTimeout(() => this._write(chunk, _encoding, done), FULL_PAUSE_MS);
      if (error) return done(error);
      if (written < chunk.length) return this._write(chunk.subarray(written), _encoding, done);
      done();
    });
  }
}
