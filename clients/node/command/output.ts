import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { Passthrough } from './passthrough.ts';
import type { Pipe } from './pipes.ts';
import type { Tail } from './tail.ts';

/** One after the other without a byte: what the job had written before it ended has been read. */
const QUIET_LOOKS = 5;
const LOOK_MS = 10;
/** What a job leaves behind may never be quiet. No pipe holds more than so many bytes of what the job itself wrote. */
const MOST_LOOKS = 100;
const MOST_LEFT = 2 ** 20;

/** Passes on what a job writes, as it comes, and keeps the end of it. */
export class Output {
  private readonly source: Readable;
  private readonly target: Passthrough;
  private readonly fd: number;
  private readonly closed: Promise<void>;
  private spareReadEnd: number | undefined;
  private looks = 0;
  private hasEnded = false;
  private sawEnd = (): void => {};
  private isOver = false;
  private leftBytes = 0;
  private failure: NodeJS.ErrnoException | undefined;

  /** @param source without a pipe: what Node made in its place */
  constructor(source: Pipe | Readable, fd: number, tail: Tail) {
    const isPipe = 'readEnd' in source;
    this.source = isPipe ? new Socket({ fd: source.readEnd, readable: true, writable: false }) : source;
    this.spareReadEnd = isPipe ? source.spareReadEnd : undefined;
    this.fd = fd;
    this.target = new Passthrough(fd);
    this.closed = new Promise((resolve) => this.target.once('close', resolve));
    this.source.on('data', (chunk: Buffer) => {
      this.looks = 0;
      tail.add(chunk);
      if (this.isOver) this.left(chunk.length);
      if (!this.target.write(chunk) && !this.isOver) this.source.pause();
    });
    this.source.once('close', () => {
      this.hasEnded = true;
      this.sawEnd();
    });
    this.source.on('error', () => {});
    this.target.on('drain', () => this.source.resume());
    this.target.once('error', (error) => {
      this.failure = error;
      this.letGo();
    });
  }

  /** Why it could not be passed on, unless it is that whoever read it has gone: that is the reader's choice. */
  get problem(): string | undefined {
    const code = this.failure?.code;
    return code === undefined || code === 'EPIPE' ? undefined : `its output cannot be written: ${code}`;
  }

  /** After the end of the job: ends once all that it wrote has been read, whether or not it could be passed on. */
  async read(): Promise<void> {
    this.isOver = true;
    this.source.resume();
    this.looks = 0;
    for (let all = 0; all < MOST_LOOKS && this.looks < QUIET_LOOKS && !this.hasRead; all++) {
      await this.endedOrLook();
      this.looks++;
    }
  }

  /** Once it is read: ends when all of it has been passed on. What else still writes there is passed on by `cat`. */
  async passedOn(): Promise<void> {
    const isHeld = !this.hasEnded;
    // What waits in here would be lost; it goes the way of all data.
    while (this.source.read() !== null);
    this.source.destroy();
    this.target.end();
    await this.closed;
    if (isHeld) this.handOver();
    this.letGo();
  }

  private get hasRead(): boolean {
    return this.hasEnded || this.leftBytes > MOST_LEFT;
  }

  private left(bytes: number): void {
    this.leftBytes += bytes;
    if (!this.hasRead) return;
    this.source.pause();
    this.sawEnd();
  }

  private endedOrLook(): Promise<void> {
    return new Promise((resolve) => {
      const look = setTimeout(resolve, LOOK_MS);
      this.sawEnd = () => {
        clearTimeout(look);
        resolve();
      };
    });
  }

  private handOver(): void {
    if (this.spareReadEnd === undefined || this.failure) return;
    // Of its own, as what the job left behind is: it lives on when this process or its terminal ends.
    const cat = spawn('cat', { stdio: [this.spareReadEnd, this.fd, 'ignore'], detached: true });
    cat.on('error', () => {});
    cat.unref();
  }

  /** Nobody reads any more: whoever writes is to notice, as if it wrote to the target itself. */
  private letGo(): void {
    this.source.destroy();
    if (this.spareReadEnd !== undefined) closeSync(this.spareReadEnd);
    this.spareReadEnd = undefined;
  }
}
