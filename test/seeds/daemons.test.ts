import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ServerHome, type ServerRun } from '../support/running-server.ts';

/** The client code of the specification, as it stands there: only base URL and key are this server's. */
const KEY = 'an-admin-key-of-the-test';
const PATIENCE_MS = 20_000;

let home: ServerHome;
let server: ServerRun;
beforeEach(async () => {
  home = new ServerHome({ LOG_LEVEL: 'warn', ADMIN_API_KEY: KEY });
  home.writeServices([]);
  server = await home.start();
}, PATIENCE_MS);
afterEach(() => home.remove());

const seed = (name: string): string =>
  readFileSync(new URL(`daemons/${name}.txt`, import.meta.url), 'utf8').replaceAll(
    'https://workers-hub.example.com',
    server.url,
  );

type Flow = (surroundings: object) => Promise<unknown>;

/** The flow as a function of the names that it takes from its surroundings. @returns what `result` is after it */
function flow(name: string, result: string): Flow {
  return (surroundings) => {
    const all = { process: { env: { ADMIN_API_KEY: KEY } }, ...surroundings };
    const names = Object.keys(all);
    const AsyncFunction = (async () => {}).constructor as new (
      ...parts: string[]
    ) => (...values: unknown[]) => Promise<unknown>;
    return new AsyncFunction(...names, `${seed(name)}\nreturn ${result};`)(...Object.values(all));
  };
}

interface Daemon {
  readonly getHealthStatus: () => string;
  readonly taskCounter: number;
  readonly currentTaskId?: string | undefined;
}

/** Starts a daemon. @returns the answer to its registration, and what its timer calls each 30 s */
async function startDaemon(daemon: Daemon) {
  let heartbeat = async () => {};
  let everyMs = 0;
  const setInterval = (callback: () => Promise<void>, ms: number) => {
    heartbeat = callback;
    everyMs = ms;
  };
  const answers: Response[] = [];
  const watched: typeof fetch = async (...request) => {
    const answer = await fetch(...request);
    answers.push(answer.clone());
    return answer;
  };
  const surroundings = { currentTaskId: undefined, ...daemon, setInterval, fetch: watched };
  const registration = (await flow('startup-flow', 'registration')(surroundings)) as Response;
  return { registration, heartbeat, everyMs, answers };
}

/** Looks as the dashboard does. @returns the alerts that it sent */
async function lookAtDashboard(): Promise<string[]> {
  const alerts: string[] = [];
  await flow('dashboard-flow', 'health')({ fetch, sendAlert: (text: string) => alerts.push(text) });
  return alerts;
}

const call = async (method: string, path: string, body?: object) => {
  const headers = { 'X-API-Key': KEY };
  const answer = await fetch(server.url + path, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  return (await answer.json()) as Record<string, unknown>;
};

it('a daemon starts, sends its heartbeats, and the dashboard is content', async () => {
  expect(await lookAtDashboard()).toEqual(['No active daemons detected!']);
  const daemon = await startDaemon({
    getHealthStatus: () => 'healthy',
    taskCounter: 42,
    currentTaskId: 'evt_123...',
  });
  expect(daemon.everyMs).toBe(30_000);
  expect(daemon.registration.status).toBe(201);
  expect(await daemon.registration.json()).toEqual({
    success: true,
    daemonId: 'daemon_macmini_1',
    registeredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
  });
  for (let i = 0; i < 3; i++) await daemon.heartbeat();
  for (const answer of daemon.answers.slice(1))
    expect([answer.status, await answer.json()]).toEqual([200, { success: true }]);
  expect(await lookAtDashboard()).toEqual([]);
  expect(await call('GET', '/api/daemon/health')).toMatchObject({
    activeDaemons: [
      { daemonId: 'daemon_macmini_1', status: 'healthy', tasksProcessed: 42, currentTask: 'evt_123...' },
    ],
    stale: [],
    totalActive: 1,
  });
}, 60_000);

it('an idle daemon has no current task, and one in trouble says so', async () => {
  const daemon = await startDaemon({ getHealthStatus: () => 'unhealthy', taskCounter: 0 });
  await daemon.heartbeat();
  expect(daemon.answers.map(({ status }) => status)).toEqual([201, 200]);
  const { activeDaemons } = await call('GET', '/api/daemon/health');
  expect(activeDaemons).toMatchObject([{ status: 'unhealthy', tasksProcessed: 0 }]);
  expect((activeDaemons as object[])[0]).not.toHaveProperty('currentTask');
}, 60_000);

it('the dashboard hears of a daemon that fell silent, and of its return', async () => {
  const daemon = await startDaemon({ getHealthStatus: () => 'healthy', taskCounter: 1 });
  // 60 s are long for a test.
  const registration = { daemonId: 'daemon_macmini_1', version: '2.2', capabilities: [], pollInterval: 1 };
  await call('POST', '/api/daemon/register', { ...registration, stalenessThreshold: 1 });
  let alerts: string[] = [];
  for (const end = Date.now() + PATIENCE_MS; alerts.length === 0 && Date.now() < end; ) {
    alerts = await lookAtDashboard();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(alerts).toEqual(['No active daemons detected!', 'Stale daemons: daemon_macmini_1']);
  await call('POST', '/api/daemon/register', { ...registration, stalenessThreshold: 60 });
  await daemon.heartbeat();
  expect(daemon.answers.at(-1)?.status).toBe(200);
  expect(await call('GET', '/api/daemon/daemon_macmini_1')).toMatchObject({ stale: false, state: 'up' });
}, 60_000);

// A machine without curl has nobody to try them.
const withCurl = spawnSync('curl', ['--version']).status === 0 ? it : it.skip;
withCurl(
  'the curl lines',
  async () => {
    const script = seed('manual-testing').replace('your-admin-key', KEY);
    const { stdout } = await promisify(execFile)('sh', ['-ec', script]);
    const answers = stdout.split(/(?<=\})(?=\{)/).map((text) => JSON.parse(text) as object);
    expect(answers).toMatchObject([
      { success: true, daemonId: 'daemon_test_1', registeredAt: expect.stringMatching(/Z$/) },
      { success: true },
      {
        activeDaemons: [{ daemonId: 'daemon_test_1', status: 'healthy', tasksProcessed: 10 }],
        totalActive: 1,
      },
    ]);
  },
  60_000,
);
