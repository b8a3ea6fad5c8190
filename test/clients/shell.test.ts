import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeWithCurl } from '../support/snippets.ts';
import { absentServer, BadServer, ClientWorld, EndlessServer, Running } from './client-world.ts';

const SCRIPT = fileURLToPath(new URL('../../clients/shell/heartbeat.sh', import.meta.url));
const SHELLS = ['sh', 'dash', 'bash', 'busybox sh'].filter(
  (shell) => spawnSync('/bin/sh', ['-c', `${shell} -c :`]).status === 0,
);
const PATIENCE_MS = 45_000;
const world = new ClientWorld();

/** Runs lines after the script was sourced, in a shell that ends at each failure. */
function start(shell: string, lines: string, environment: Record<string, string> = {}): Running {
  const text = `set -eu\n. "${SCRIPT}"\n${lines}`;
  const all = { ...world.environment(), ...environment };
  return new Running([...shell.split(' '), '-c', text], all, world.dir);
}

function run(shell: string, lines: string, environment: Record<string, string> = {}) {
  const running = start(shell, lines, environment);
  running.child.stdin!.end();
  return running.ended;
}

describeWithCurl()('the client in shell', () => {
  beforeAll(() => world.open([{ serviceId: 'web' }]), PATIENCE_MS);
  afterAll(() => world.close());

  it.each(SHELLS)(
    '%s: any words arrive as they are',
    async (shell) => {
      const message = `a "quoted" \\ back\\nslash, $HOME, 'single' % é\ttab`;
      const ran = await run(shell, 'heartbeat_send web degraded "$WORDS"', {
        WORDS: `${message}\nnext line`,
      });
      expect(ran).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
      const { logs } = await world.get('/api/logs?serviceId=web&type=heartbeat&limit=1');
      expect(logs).toMatchObject([{ message: `${message}\nnext line` }]);
    },
    PATIENCE_MS,
  );

  it.each(SHELLS)(
    '%s: a job is told, and its exit code and output are its own',
    async (shell) => {
      const id = `job-${shell.replace(' ', '-')}`;
      await world.api('POST', '/api/v1/schedulers/register', { scheduler_id: id });
      const lines = `
heartbeat_exec ${id} -- sh -c 'cat; echo said >&2'
heartbeat_exec ${id} sh -c 'exit 3' || echo "code $?"`;
      const running = start(shell, lines);
      running.child.stdin!.end('in\n');
      expect(await running.ended).toMatchObject({ code: 0, stdout: 'in\ncode 3\n', stderr: 'said\n' });
      expect(await world.runsOf(id)).toMatchObject([
        { outcome: 'failed', error_message: 'Exit code 3', duration_ms: expect.any(Number) },
        { outcome: 'completed' },
      ]);
    },
    PATIENCE_MS,
  );

  it(
    'runs as a command, and passes SIGTERM on',
    async () => {
      await world.api('POST', '/api/v1/schedulers/register', { scheduler_id: 'command' });
      const job = 'trap "echo heard; exit 7" TERM; echo ready; while :; do sleep 0.05; done';
      const running = new Running(
        [SCRIPT, 'exec', 'command', '--', 'sh', '-c', job],
        { ...world.environment(), HEARTBEAT_EVERY: '1' },
        world.dir,
      );
      await running.said('ready');
      running.child.kill('SIGTERM');
      expect(await running.ended).toMatchObject({ code: 7, stdout: 'ready\nheard\n' });
      const wrong = new Running([SCRIPT], world.environment(), world.dir);
      expect(await wrong.ended).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('usage: heartbeat.sh'),
      });
    },
    PATIENCE_MS,
  );

  it(
    'is no failure where it cannot tell, unless it is asked to be one; the key is never said',
    async () => {
      const silent = new BadServer();
      const broken = new BadServer(500);
      const addresses = [await absentServer(), await silent.open(), await broken.open(), ''];
      for (const HEARTBEAT_URL of addresses) {
        const environment = { HEARTBEAT_URL, HEARTBEAT_TIMEOUT: '2' };
        const ran = await run(
          'sh',
          "heartbeat_send web; heartbeat_exec job -- sh -c 'echo ran; exit 4'",
          environment,
        );
        expect(ran).toMatchObject({
          code: 4,
          stdout: 'ran\n',
          stderr: expect.stringMatching(/^heartbeat: /),
        });
        expect(ran.stderr).not.toContain(world.key);
      }
      const strict = { HEARTBEAT_URL: addresses[0]!, HEARTBEAT_STRICT: '1' };
      expect(await run('sh', 'heartbeat_send web; echo reached', strict)).toMatchObject({
        code: 1,
        stdout: '',
      });
      await silent.close();
      await broken.close();
    },
    PATIENCE_MS,
  );

  it.each(SHELLS)(
    '%s: a job runs whatever the numbers are, and without an input; each wrong one is said once',
    async (shell) => {
      const id = `numbers-${shell.replace(' ', '-')}`;
      await world.api('POST', '/api/v1/schedulers/register', { scheduler_id: id });
      for (const wrong of ['10s', '2.5', '08', '0', '9999999', '$(exit 1)']) {
        const numbers = { HEARTBEAT_TIMEOUT: wrong, HEARTBEAT_EVERY: wrong };
        const ran = await run(shell, `heartbeat_exec ${id} -- echo ran <&-`, numbers);
        expect(ran).toMatchObject({ code: 0, stdout: 'ran\n' });
        expect(ran.stderr).toBe(
          `heartbeat: HEARTBEAT_TIMEOUT=${wrong} is no whole number from 1 to 999999: 10 is taken\n` +
            `heartbeat: HEARTBEAT_EVERY=${wrong} is no whole number from 1 to 999999: 60 is taken\n`,
        );
      }
      expect(await world.runsOf(id)).toHaveLength(6);
    },
    PATIENCE_MS,
  );

  it(
    'reads no answer without end',
    async () => {
      const endless = new EndlessServer('fast');
      const ran = await run('sh', 'heartbeat_send web; echo reached', {
        HEARTBEAT_URL: await endless.open(),
      });
      expect(ran).toMatchObject({ code: 0, stdout: 'reached\n' });
      expect(ran.stderr.length).toBeLessThan(1_100);
      expect(endless.bytes).toBeLessThan(50_000_000);
      await endless.close();
    },
    PATIENCE_MS,
  );

  it(
    'an id that needs quoting is none; its job runs all the same',
    async () => {
      const ran = await run('sh', 'heartbeat_send "a b"; heartbeat_exec "../x" -- echo ran');
      expect(ran).toMatchObject({
        code: 0,
        stdout: 'ran\n',
        stderr: expect.stringContaining('a b is no id'),
      });
    },
    PATIENCE_MS,
  );
});
