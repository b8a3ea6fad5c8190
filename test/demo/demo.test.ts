import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

const MAIN = fileURLToPath(new URL('../../demo/main.ts', import.meta.url));
const PATIENCE_MS = 120_000;

let temp: string;
let demo: ChildProcess;
let out = '';
let err = '';

beforeEach(() => {
  temp = mkdtempSync(join(tmpdir(), 'heartbeat-demo-test-'));
  out = '';
  err = '';
  demo = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, '--once'], {
    cwd: temp,
    // Settings of whoever starts it are none of the demo's.
    env: { PATH: process.env.PATH, TMPDIR: temp, LOG_LEVEL: 'nonsense' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  demo.stdout?.setEncoding('utf8').on('data', (chunk) => {
    out += chunk;
  });
  demo.stderr?.setEncoding('utf8').on('data', (chunk) => {
    err += chunk;
  });
});

afterEach(async () => {
  if (demo.exitCode === null && demo.signalCode === null) {
    const ended = once(demo, 'exit');
    demo.kill('SIGTERM');
    await ended;
  }
  rmSync(temp, { recursive: true, force: true });
});

/** Reads on until this was printed; fails where the demo ends before. */
function printed(pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${why}: ${pattern}\n${out}\n${err}`));
    const timeout = setTimeout(() => fail('Not printed in time'), PATIENCE_MS);
    const look = () => {
      const found = pattern.exec(out);
      if (!found) return;
      clearTimeout(timeout);
      resolve(found);
    };
    demo.stdout?.on('data', look);
    demo.once('exit', () => {
      clearTimeout(timeout);
      fail('Ended before it printed');
    });
    look();
  });
}

interface Row {
  readonly kind: string;
  readonly status: string;
}

async function read<Answer>(path: string, key?: string): Promise<Answer> {
  const [, url] = await printed(/lives at (http:\S+)\//);
  const response = await fetch(`${url}${path}`, key ? { headers: { 'x-api-key': key } } : {});
  expect(response.status).toBe(200);
  return (await response.json()) as Answer;
}

test('the demo comes to a state with all there is to see, prints alerts, and leaves nothing behind', async () => {
  await printed(/interesting state/);
  expect(out).toMatch(/▼ down {6}Payments API: connect ECONNREFUSED.*#db-1.*→ Payments on call/);

  const { services } = await read<{ services: Row[] }>('/api/status?kind=all');
  expect(services.length).toBeGreaterThanOrEqual(40);
  expect(new Set(services.map(({ kind }) => kind))).toEqual(
    new Set(['service', 'scheduler', 'daemon', 'application']),
  );
  const statuses = new Set(services.map(({ status }) => status));
  expect([...statuses].sort()).toEqual(
    ['degraded', 'down', 'late', 'paused', 'running', 'unknown', 'up'].sort(),
  );

  const [, key] = await printed(/Admin key +(hbc_\S+)/);
  const { deliveries } = await read<{ deliveries: { attempts: number }[] }>(
    '/api/deliveries?channel=old-pager',
    key,
  );
  expect(deliveries.some(({ attempts }) => attempts > 0)).toBe(true);

  expect(readdirSync(temp).some((name) => name.startsWith('heartbeat-demo-'))).toBe(true);
  const ended = once(demo, 'exit');
  demo.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
  expect(err).toBe('');
  expect(readdirSync(temp)).toEqual([]);
  expect(existsSync(join(temp, 'data'))).toBe(false);
}, 300_000);

test('whoever ends it while it starts sees no failure, and it leaves nothing', async () => {
  while (readdirSync(temp).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  const ended = once(demo, 'exit');
  demo.kill('SIGINT');
  expect(await ended).toEqual([0, null]);
  expect(readdirSync(temp)).toEqual([]);
}, 120_000);
