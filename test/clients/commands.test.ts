import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { absentServer, ClientWorld, PATIENCE_MS } from './client-world.ts';

const world = new ClientWorld();
beforeAll(() => world.open([{ serviceId: 'from-file', name: 'From the file' }]), PATIENCE_MS);
afterAll(() => world.close());

describe('heartbeat', () => {
  it(
    'explains itself, and each command',
    async () => {
      expect(await world.run([])).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('heartbeat <command>'),
      });
      for (const name of ['send', 'exec', 'apply', 'status', 'watch']) {
        const ran = await world.run([name, '--help']);
        expect(ran).toMatchObject({
          code: 0,
          stderr: '',
          stdout: expect.stringContaining(`Usage: heartbeat ${name}`),
        });
      }
      expect(await world.run(['--version'])).toMatchObject({ code: 0, stdout: '0.1.0\n' });
    },
    PATIENCE_MS,
  );

  it.each([
    [['nothing'], 'there is no command nothing. See: heartbeat --help'],
    [['constructor'], 'there is no command constructor. See: heartbeat --help'],
    [['send'], 'send takes the id'],
    [['send', 'a', '--colour'], "Unknown option '--colour'. See: heartbeat send --help"],
    [['send', 'a', '--status', 'well'], '--status well is none of a service: up, degraded, down'],
    [['send', 'a', '--key-file', '/no/such/file'], 'the key file cannot be read'],
    [['send', 'a', '--url', 'central.example'], 'central.example is no address'],
    [['exec', 'a'], 'exec takes one id, and the job behind --'],
    [['exec', 'a', '--timeout', 'soon', '--', 'true'], '--timeout soon is no duration: write 90s, 5m or 2h'],
    [['apply', '/no/such/file'], 'cannot be read'],
    [['status', '--kind', 'cat'], '--kind cat is none of'],
  ])(
    'says what is wrong with %j, and ends with 2',
    async (args, words) => {
      expect(await world.run(args)).toMatchObject({
        code: 2,
        stdout: '',
        stderr: expect.stringContaining(words),
      });
    },
    PATIENCE_MS,
  );
});

describe('heartbeat send', () => {
  it(
    'one, and many of which one is unknown',
    async () => {
      await world.api('POST', '/api/services', { serviceId: 'shop', requireKey: false });
      const one = await world.run(['send', 'shop', '-s', 'degraded', '-m', 'slow', '--metadata', 'queue=12']);
      expect(one).toEqual({ code: 0, signal: null, stdout: 'shop: heard\n', stderr: '' });
      const { logs } = await world.get('/api/logs?serviceId=shop&type=heartbeat');
      expect(logs).toMatchObject([{ message: 'slow', metadata: { queue: 12 } }]);
      const many = await world.run(['send', 'shop', 'nobody', '--json']);
      expect([many.code, JSON.parse(many.stdout)]).toEqual([
        1,
        [
          { id: 'shop', ok: true },
          { id: 'nobody', ok: false, error: 'Unknown serviceId' },
        ],
      ]);
      expect(await world.run(['send', 'nobody'])).toMatchObject({
        code: 1,
        stderr: 'heartbeat: nobody: Unknown serviceId\n',
      });
    },
    PATIENCE_MS,
  );

  it(
    'of a scheduler, a daemon and an application, with the key from a file',
    async () => {
      await world.api('POST', '/api/v1/schedulers/register', { scheduler_id: 'job' });
      const daemon = { daemonId: 'worker', version: '1', capabilities: [], pollInterval: 0 };
      await world.api('POST', '/api/daemon/register', daemon);
      const { uuid, monitor_id } = await world.api('POST', '/api/applications', {
        name: 'App',
        expected_interval: 60,
      });
      const file = join(world.dir, 'key');
      writeFileSync(file, `${world.key}\n`);
      const withFile = { HEARTBEAT_KEY: undefined, HEARTBEAT_KEY_FILE: file };
      const sends = [
        ['send', '-k', 'scheduler', 'job', '-s', 'failed', '-m', 'disk full'],
        ['send', '-k', 'daemon', 'worker', '-s', 'unhealthy', '--metadata', 'errorRate=0.5'],
        ['send', '-k', 'application', String(uuid), '-m', 'words'],
      ];
      for (const args of sends)
        expect(await world.run(args, withFile)).toMatchObject({ code: 0, stderr: '' });
      expect(await world.get('/api/v1/schedulers/job')).toMatchObject({
        status: 'down',
        message: 'disk full',
      });
      expect(await world.get('/api/daemon/worker')).toMatchObject({ status: 'unhealthy', errorRate: 0.5 });
      expect(await world.get(`/api/applications/${monitor_id}`)).toMatchObject({ last_message: 'words' });
    },
    PATIENCE_MS,
  );

  it(
    'with a wrong key, and to nobody',
    async () => {
      const wrong = await world.run(['send', '-k', 'daemon', 'worker'], { HEARTBEAT_KEY: 'wrong-key' });
      expect([wrong.code, wrong.stderr]).toEqual([
        1,
        expect.stringMatching(/^heartbeat: worker: .* answered 401: /),
      ]);
      expect(wrong.stderr).not.toContain('wrong-key');
      const url = await absentServer();
      expect(await world.run(['send', 'shop'], { HEARTBEAT_URL: url })).toMatchObject({
        code: 1,
        stderr: `heartbeat: shop: ${url} is not reachable: ECONNREFUSED\n`,
      });
    },
    PATIENCE_MS,
  );
});

describe('heartbeat status and watch', () => {
  it(
    'list worst first, without colours and without what would command a terminal',
    async () => {
      await world.api('POST', '/api/services', {
        serviceId: 'bad',
        name: 'Bad\u001b[2J',
        requireKey: false,
        tags: ['x'],
      });
      await world.api('POST', '/api/services', { serviceId: 'good', requireKey: false, tags: ['x'] });
      await world.run(['send', 'good']);
      await world.run(['send', 'bad', '-s', 'down', '-m', 'on fire']);
      const { code, stdout } = await world.run(['status', '--tag', 'x']);
      expect(code).toBe(0);
      const [counts, , head, first, second] = stdout.split('\n');
      expect(counts).toBe('2 total, 1 up, 1 down');
      expect(head).toMatch(/^STATUS +KIND +ID +NAME +HEARD +WHY$/);
      expect(first).toMatch(/^down +service +bad +Bad \[2J +\d+ s ago +reported-failure: on fire$/);
      expect(second).toMatch(/^up +service +good +\d+ s ago +heartbeat$/);
      expect(stdout).not.toContain('\u001b');
      const json = JSON.parse(
        (await world.run(['status', '--tag', 'x', '--kind', 'service', '--json'])).stdout,
      );
      expect(json).toMatchObject({ summary: { total: 2 }, monitors: [{ id: 'bad' }, { id: 'good' }] });
      const watched = await world.run(['watch', '--times', '2', '--every', '1s', '--tag', 'x', '--json']);
      expect(
        watched.stdout
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line).summary.total),
      ).toEqual([2, 2]);
    },
    PATIENCE_MS,
  );

  it(
    'say why they cannot',
    async () => {
      const environment = { HEARTBEAT_URL: await absentServer() };
      const failed = {
        code: 1,
        stdout: '',
        stderr: expect.stringContaining('is not reachable: ECONNREFUSED'),
      };
      expect(await world.run(['status'], environment)).toMatchObject(failed);
      expect(await world.run(['watch', '--times', '1'], environment)).toMatchObject(failed);
    },
    PATIENCE_MS,
  );
});
