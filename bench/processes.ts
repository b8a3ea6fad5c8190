import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSqliteStore } from '../adapters/sqlite/sqlite-store.ts';
import { SteadyClock } from '../adapters/system/steady-clock.ts';
import { addFleet } from './store-fleet.ts';

const START_TIMEOUT_MS = 60_000;
const fileOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export interface Target {
  readonly url: string;
  readonly readyMs: number;
  stop(): Promise<void>;
}

async function start(script: string, cwd: string, env: Record<string, string>): Promise<Target> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    cwd,
    env: { PATH: process.env.PATH, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await addressOf(child).catch((error) => {
    child.kill('SIGKILL');
    throw error;
  });
  return { url, readyMs: performance.now() - begun, stop: () => ended(child) };
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let out = '';
    const timeout = setTimeout(() => reject(new Error(`Not ready in time:\n${out}`)), START_TIMEOUT_MS);
    child.stdout?.on('data', (chunk) => {
      out += chunk;
      const found = /listens on (http:\S+)/.exec(out);
      if (!found) return;
      clearTimeout(timeout);
      resolve(found[1]!);
    });
    child.once('exit', (code) => reject(new Error(`Ended with ${code}:\n${out}`)));
  });
}

async function ended(child: ChildProcess): Promise<void> {
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await exit;
}

/** The least that a Node server can do with a heartbeat: read it, parse it, answer. */
export const startBare = (): Promise<Target> => start(fileOf('./bare-server.ts'), tmpdir(), {});

/** Heartbeat Central as `npm start` runs it, with `services` services stored that are up, and durable writes. */
export async function startCentral(services: number): Promise<Target> {
  const dir = mkdtempSync(join(tmpdir(), 'heartbeat-bench-'));
  const clock = new SteadyClock();
  const store = await openSqliteStore({ directory: join(dir, 'data'), clock });
  await addFleet(store, services, clock.now());
  await store.close();
  const env = { RATE_LIMIT: 'off', LOG_LEVEL: 'error', ADMIN_API_KEY: 'a-key-of-the-bench' };
  const target = await start(fileOf('../embedded/main.ts'), dir, env);
  return {
    ...target,
    async stop() {
      await target.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
