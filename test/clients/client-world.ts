import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleCommand } from '../../clients/node/build/bundle.ts';
import { ServerHome, type ServerRun } from '../support/running-server.ts';

export const PATIENCE_MS = 120_000;

export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that runs, and what it says. */
export class Running {
  readonly child: ChildProcess;
  stdout = '';
  stderr = '';
  readonly ended: Promise<Ran>;

  constructor(command: readonly string[], environment: Record<string, string | undefined>, cwd: string) {
    const [file, ...args] = command;
    const env = { PATH: process.env.PATH, HOME: cwd, ...environment };
    this.child = spawn(file!, args, { cwd, env, stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stdout!.on('data', (chunk) => {
      this.stdout += chunk;
    });
    this.child.stderr!.on('data', (chunk) => {
      this.stderr += chunk;
    });
    this.ended = new Promise((resolve, reject) => {
      this.child.once('error', reject);
      this.child.once('close', (code, signal) =>
        resolve({ code, signal, stdout: this.stdout, stderr: this.stderr }),
      );
    });
  }

  /** Ends as soon as it has said `words` on standard output. */
  async said(words: string): Promise<void> {
    while (!this.stdout.includes(words)) {
      const more = new Promise((resolve) => this.child.stdout!.once('data', resolve));
      await Promise.race([more, this.ended]);
      if (this.child.exitCode !== null && !this.stdout.includes(words)) {
        throw new Error(`It ended without having said ${words}: ${this.stdout}${this.stderr}`);
      }
    }
  }
}

/** The command as one file, and the process of `npm start` that it speaks to. */
export class ClientWorld {
  readonly dir = mkdtempSync(join(tmpdir(), 'heartbeat-client-'));
  readonly home = new ServerHome({ LOG_LEVEL: 'warn', RATE_LIMIT: 'off' });
  readonly command = join(this.dir, 'heartbeat.cjs');
  readonly spool = join(this.dir, 'spool');
  server!: ServerRun;
  key!: string;

  async open(services: readonly object[] = [], environment: Record<string, string> = {}): Promise<void> {
    this.home.writeServices(services);
    await bundleCommand(this.command);
    this.server = await this.home.start(environment);
    this.key = this.home.adminKey();
  }

  async close(): Promise<void> {
    await this.home.remove();
    rmSync(this.dir, { recursive: true, force: true });
  }

  environment(): Record<string, string | undefined> {
    return { HEARTBEAT_URL: this.server.url, HEARTBEAT_KEY: this.key, HEARTBEAT_SPOOL: this.spool };
  }

  start(args: readonly string[], environment: Record<string, string | undefined> = {}): Running {
    return new Running(
      [process.execPath, this.command, ...args],
      { ...this.environment(), ...environment },
      this.dir,
    );
  }

  run(args: readonly string[], environment: Record<string, string | undefined> = {}): Promise<Ran> {
    const running = this.start(args, environment);
    running.child.stdin!.end();
    return running.ended;
  }

  async api(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const response = await fetch(this.server.url + path, {
      method,
      headers: { 'x-api-key': this.key },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return text === '' ? {} : JSON.parse(text);
  }

  get(path: string): Promise<Record<string, unknown>> {
    return this.api('GET', path);
  }

  async runsOf(id: string): Promise<readonly Record<string, unknown>[]> {
    const { runs } = await this.get(`/api/v1/schedulers/${id}/runs`);
    return runs as readonly Record<string, unknown>[];
  }
}

/** A server that does not do its work: it says nothing, or always the same. */
export class BadServer {
  readonly requests: string[] = [];
  private readonly server: Server;

  /** @param status of every answer; without one there never is one */
  constructor(status?: number, headers: Record<string, string> = {}, body = '{"error":"broken"}') {
    this.server = createServer((request, response) => {
      this.requests.push(`${request.method} ${request.url}`);
      if (status !== undefined) response.writeHead(status, headers).end(body);
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** A server that begins its answer and never ends it: as fast as it is read, or a byte now and then. */
export class EndlessServer {
  /** Of what it has sent, over all answers. */
  bytes = 0;
  /** Connections that are there now. */
  connections = 0;
  private readonly server: Server;

  constructor(pace: 'fast' | 'slow') {
    this.server = createServer((_request, response) => {
      response.writeHead(200);
      const say = (words: string) => {
        this.bytes += words.length;
        return response.write(words);
      };
      if (pace === 'slow') {
        const saying = setInterval(say, 20, 'x');
        response.once('close', () => clearInterval(saying));
      } else {
        const chunk = 'x'.repeat(65_536);
        const fill = () => {
          while (!response.destroyed && this.bytes < 100_000_000 && say(chunk));
          // Whoever reads as much as that shows its fault soon.
          if (this.bytes >= 100_000_000) response.end();
        };
        response.on('drain', fill);
        fill();
      }
    });
    this.server.on('connection', (socket) => {
      this.connections++;
      socket.once('close', () => this.connections--);
      socket.on('error', () => {});
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** An address at which nobody listens any more. */
export async function absentServer(): Promise<string> {
  const server = new BadServer();
  const url = await server.open();
  await server.close();
  return url;
}
