import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COMPILE_CACHE } from './compile-cache.ts';

const MAIN = fileURLToPath(new URL('../../embedded/main.ts', import.meta.url));
const START_TIMEOUT_MS = 20_000;

export interface ServerRun {
  readonly url: string;
  /** What it printed so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** How long it took from the spawn to its address, ms. */
  readonly readyMs: number;
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
  /** Sends a signal that does not end it. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
}

/** A folder of one server's life, over as many starts as a test needs. */
export class ServerHome {
  readonly dir = mkdtempSync(join(tmpdir(), 'heartbeat-central-'));
  private readonly running = new Set<ChildProcess>();
  private readonly environment: Record<string, string>;

  constructor(environment: Record<string, string> = {}) {
    this.environment = environment;
  }

  writeServices(services: readonly object[]): void {
    writeFileSync(join(this.dir, 'services.json'), JSON.stringify(services));
  }

  /** The admin key that the first start made. */
  adminKey(): string {
    return readFileSync(join(this.dir, 'data', 'admin-key'), 'utf8').trim();
  }

  /** Starts the very process of `npm start` with its data in this folder, on a free port, on a disk that may be full. */
  async start(environment: Record<string, string> = {}, largestFileKiB?: number): Promise<ServerRun> {
    const begun = performance.now();
    const command = [process.execPath, '--disable-warning=ExperimentalWarning', MAIN];
    // The system refuses to let a file grow beyond so many blocks of 512 bytes, as a full disk would.
    if (largestFileKiB) command.unshift('sh', '-c', `ulimit -f ${largestFileKiB * 2} && exec "$0" "$@"`);
    const child = spawn(command[0]!, command.slice(1), {
      cwd: this.dir,
      env: {
        ...COMPILE_CACHE,
        ...{ PATH: process.env.PATH, PORT: '0', DATA_DIR: './data' },
        ...this.environment,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.running.add(child);
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    const url = await new Promise<string>((resolve, reject) => {
      const timeout = setTimeout(
        () => reject(new Error(`Not ready in time:\n${out}\n${err}`)),
        START_TIMEOUT_MS,
      );
      child.stdout.on('data', () => {
        const found = /Send a first heartbeat/.test(out) && /listens on (http:\S+)/.exec(out);
        if (!found) return;
        clearTimeout(timeout);
        resolve(found[1]!);
      });
      child.once('exit', (code) => {
        clearTimeout(timeout);
        reject(new Error(`Ended with ${code} before it was ready:\n${out}\n${err}`));
      });
    });
    const readyMs = performance.now() - begun;
    return {
      url,
      stdout: () => out,
      stderr: () => err,
      readyMs,
      kill: (signal) => this.end(child, signal),
      signal: (signal) => void child.kill(signal),
    };
  }

  private async end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    child.kill(signal);
    const code = await ended;
    this.running.delete(child);
    return code;
  }

  async remove(): Promise<void> {
    await Promise.all([...this.running].map((child) => this.end(child, 'SIGKILL')));
    rmSync(this.dir, { recursive: true, force: true });
  }
}
