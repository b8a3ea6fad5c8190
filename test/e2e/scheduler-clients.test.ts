import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ServerHome } from '../support/running-server.ts';

// The client code of seed 002 as its users paste it (test/seeds), against the process of `npm start`.
const SEEDS = fileURLToPath(new URL('../seeds/', import.meta.url));
const NODE = [process.execPath, '--disable-warning=ExperimentalWarning'];
const PATIENCE_MS = 60_000;

let home: ServerHome;
let apiUrl: string;
let apiKey: string;

beforeAll(async () => {
  home = new ServerHome({ LOG_LEVEL: 'warn' });
  const { url } = await home.start();
  apiUrl = `${url}/api/v1`;
  apiKey = home.adminKey();
  // The seed's clients take them from here.
  process.env.MONITORING_API_URL = apiUrl;
  process.env.MONITORING_API_KEY = apiKey;
}, PATIENCE_MS);
afterAll(() => home.remove());

async function get(path: string): Promise<Record<string, unknown>> {
  const response = await fetch(apiUrl + path, { headers: { 'x-api-key': apiKey } });
  return (await response.json()) as Record<string, unknown>;
}

/** Runs a program to its end. @returns what it printed, and how it ended. */
async function run(command: readonly string[], environment: Record<string, string> = {}) {
  const [program, ...args] = command;
  const child = spawn(program!, args, {
    cwd: SEEDS,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', ...environment },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

describe('TypeScript', () => {
  it(
    'the EOD process ends well, then fails with a stack trace of 1 MB, then ends well',
    async () => {
      const id = 'my-service-eod-process';
      const eod = (environment = {}) => run([...NODE, `${SEEDS}eod-process.ts`], environment);
      const well = await eod();
      expect(well.out).toContain('EOD process completed successfully');
      expect(await get(`/schedulers/${id}`)).toMatchObject({
        name: 'My Service / EOD Processing',
        owner_email: 'team@example.com',
        status: 'up',
      });
      const failed = await eod({ EOD_FAILS: 'yes' });
      expect(failed.err).toContain('EOD process failed: RangeError: no such file');
      expect(failed.err).not.toContain('API request failed');
      expect(await get(`/schedulers/${id}`)).toMatchObject({
        status: 'down',
        reason: 'reported-failure',
        message: expect.stringMatching(/^no such file/),
      });
      await eod();
      expect(await get(`/schedulers/${id}`)).toMatchObject({ status: 'up', reason: 'recovered' });
      const metadata = { records_processed: 1_000, files_generated: 5 };
      expect(await get(`/schedulers/${id}/runs?limit=3`)).toMatchObject({
        current_runs: [],
        runs: [
          { outcome: 'completed', duration_ms: expect.any(Number), metadata },
          {
            outcome: 'failed',
            error_message: expect.stringMatching(/^no such file/),
            metadata: {
              error_type: 'RangeError',
              stack_trace: expect.stringMatching(/^RangeError: no such file/),
            },
          },
          { outcome: 'completed', execution_time_ms: expect.any(Number), metadata },
        ],
      });
    },
    PATIENCE_MS,
  );

  it(
    'the class: registering where it is asked to, heartbeats, and every status',
    async () => {
      const { SchedulerMonitoringClient } = await import('../seeds/scheduler-monitoring-client.ts');
      const { reportRunning } = await import('../seeds/error-handling.ts');
      const errors = jest.spyOn(console, 'error').mockImplementation(() => {});
      const names = { serviceName: 'My Service', jobName: 'Job' };
      const monitor = new SchedulerMonitoringClient({ apiUrl, apiKey, schedulerId: 'a-class', ...names });
      await reportRunning(monitor);
      expect(errors.mock.calls).toEqual([
        ['API request failed: PUT /schedulers/a-class/status', { error: 'Scheduler not registered' }],
      ]);
      expect(await monitor.sendHeartbeat()).toMatchObject({ success: true, scheduler_id: 'a-class' });
      monitor.startHeartbeat(0.001);
      const lastHeard = async () => String((await get('/schedulers/a-class')).last_heard_at);
      const first = await lastHeard();
      while ((await lastHeard()) === first);
      monitor.stopHeartbeat();
      const done = await monitor.updateStatus('completed', 'My Service', 'Job', { executionTimeMs: 5 });
      expect(done).toMatchObject({ success: true, status: 'completed', timestamp: expect.any(String) });
      await monitor.updateStatus('pending', 'My Service', 'Job');
      expect(await get('/schedulers/a-class')).toMatchObject({
        status: 'up',
        current_runs: [{ state: 'pending' }],
      });

      errors.mockClear();
      await reportRunning(
        new SchedulerMonitoringClient({ apiUrl, apiKey: 'wrong', schedulerId: 'a-class', ...names }),
      );
      expect(errors.mock.calls.at(-1)).toEqual(['Authentication failed. Check your API key.']);
      errors.mockRestore();
    },
    PATIENCE_MS,
  );

  it(
    'the quick start, with console.log and all',
    async () => {
      const steps = `
      import * as seed from ${JSON.stringify(`${SEEDS}scheduler-quick-start.ts`)};
      await seed.registerScheduler();
      await seed.updateJobStatus('running');
      await seed.sendHeartbeat();
      await seed.updateJobStatus('failed', 'disk full');
      await seed.updateJobStatus('completed');
      seed.startHeartbeat();
      seed.stopHeartbeat();`;
      const { code, out, err } = await run([...NODE, '--input-type=module', '--eval', steps]);
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain(
        "Scheduler registered: {\n  success: true,\n  scheduler_id: 'my-service-eod-process'",
      );
      expect(await get('/schedulers/my-service-eod-process')).toMatchObject({ alert_user_id: 'U1234567890' });
    },
    PATIENCE_MS,
  );
});

const hasPython = spawnSync('python3', ['-c', 'import requests']).status === 0;

(hasPython ? describe : describe.skip)('Python (where there is python3 with requests)', () => {
  const id = 'python-service-eod';

  it(
    'the EOD process ends well, then fails with an error of 1 MB',
    async () => {
      const eod = (environment = {}) => run(['python3', 'scheduler_monitoring_client.py'], environment);
      const well = await eod();
      expect([well.code, well.err.replaceAll(/.*(DeprecationWarning|isoformat).*\n/g, '')]).toEqual([0, '']);
      expect(await get(`/schedulers/${id}`)).toMatchObject({
        name: 'Python Service / EOD Processing',
        status: 'up',
      });
      const failed = await eod({ EOD_FAILS: 'yes' });
      expect(failed.err).toContain('RuntimeError: no such file');
      expect(await get(`/schedulers/${id}`)).toMatchObject({ status: 'down', reason: 'reported-failure' });
      expect(await get(`/schedulers/${id}/runs`)).toMatchObject({
        runs: [
          { outcome: 'failed', error_message: expect.stringMatching(/^no such file/), metadata: null },
          {
            outcome: 'completed',
            metadata: { records_processed: 1_000 },
            client_timestamp: expect.any(String),
          },
        ],
      });
    },
    PATIENCE_MS,
  );

  it(
    'the class, with its heartbeats',
    async () => {
      const steps = `
import os
from scheduler_monitoring_client import SchedulerMonitoringClient
monitor = SchedulerMonitoringClient(os.environ['MONITORING_API_URL'], os.environ['MONITORING_API_KEY'], 'a-python-class')
assert monitor.register('Python Service', 'EOD')['success']
monitor.update_status('running', 'Python Service', 'EOD')
assert monitor.send_heartbeat()['status'] == 'alive'
monitor.send_heartbeat()
assert monitor.update_status('completed', 'Python Service', 'EOD', 5)['status'] == 'completed'
`;
      const { code, err } = await run(['python3', '-W', 'ignore', '-c', steps]);
      expect([code, err]).toEqual([0, '']);
    },
    PATIENCE_MS,
  );
});
