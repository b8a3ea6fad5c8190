import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { absentServer, BadServer, ClientWorld, PATIENCE_MS } from './client-world.ts';

const world = new ClientWorld();
beforeAll(() => world.open(), PATIENCE_MS);
afterAll(() => world.close());

const node = (program: string): string[] => [process.execPath, '-e', program];
const spooled = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) =>
    readdirSync(join(folder, name)).map((file) => join(folder, name, file)),
  );

describe('a job under heartbeat exec', () => {
  it(
    'that succeeds: started and completed, with duration and output',
    async () => {
      const ran = await world.run(['exec', 'succeeds', '--register', '--', 'sh', '-c', 'echo done; cat']);
      expect(ran).toEqual({ code: 0, signal: null, stdout: 'done\n', stderr: '' });
      expect(await world.runsOf('succeeds')).toEqual([
        expect.objectContaining({
          outcome: 'completed',
          duration_ms: expect.any(Number),
          execution_time_ms: expect.any(Number),
          metadata: expect.objectContaining({ exit_code: 0, output: 'done\n' }),
        }),
      ]);
    },
    PATIENCE_MS,
  );

  it(
    'that fails: its exit code and the end of its output',
    async () => {
      const job = ['sh', '-c', 'echo reading; echo "disk full" >&2; exit 3'];
      const ran = await world.run([
        'exec',
        'fails',
        '--schedule',
        '30 2 * * *',
        '--max-runtime',
        '2h',
        '--',
        ...job,
      ]);
      expect(ran).toEqual({ code: 3, signal: null, stdout: 'reading\n', stderr: 'disk full\n' });
      expect(await world.get('/api/v1/schedulers/fails')).toMatchObject({
        status: 'down',
        reason: 'reported-failure',
        schedule: '30 2 * * *',
        max_runtime_seconds: 7_200,
      });
      expect(await world.runsOf('fails')).toMatchObject([
        {
          outcome: 'failed',
          error_message: expect.stringMatching(/^Exit code 3: (disk full|reading)$/),
          metadata: { exit_code: 3, output: expect.stringContaining('disk full\n') },
        },
      ]);
    },
    PATIENCE_MS,
  );

  it(
    'that is killed: 128 and the number of the signal',
    async () => {
      const ran = await world.run(['exec', 'killed', '--register', '--', 'sh', '-c', 'kill -KILL $$']);
      expect(ran).toMatchObject({ code: 137, signal: null });
      expect(await world.runsOf('killed')).toMatchObject([
        {
          outcome: 'failed',
          error_message: 'Ended by SIGKILL',
          metadata: { exit_code: 137, signal: 'SIGKILL' },
        },
      ]);
    },
    PATIENCE_MS,
  );

  it(
    'that hangs past its limit is ended with what it has started, though it does not heed SIGTERM',
    async () => {
      const job = ['sh', '-c', 'trap "" TERM; echo waiting; sleep 600; sleep 600'];
      const limits = ['--timeout', '300ms', '--kill-after', '200ms'];
      const ran = await world.run(['exec', 'hangs', '--register', ...limits, '--', ...job]);
      expect(ran).toMatchObject({ code: 124, stdout: 'waiting\n' });
      expect(await world.runsOf('hangs')).toMatchObject([
        {
          outcome: 'failed',
          error_message: expect.stringMatching(/^Ended by --timeout after \d+ s: waiting$/),
        },
      ]);
    },
    PATIENCE_MS,
  );

  it(
    'that floods its output: every byte in its order, and the last 8 KB told',
    async () => {
      const flood = `
      const line = (i) => String(i).padStart(99, '.') + '\\n';
      let text = '';
      for (let i = 0; i < 105_000; i++) text += line(i);
      process.stdout.write(text);`;
      const ran = await world.run(['exec', 'floods', '--register', '--', ...node(flood)]);
      expect([ran.code, ran.stdout.length]).toEqual([0, 10_500_000]);
      const lines = ran.stdout.trimEnd().split('\n');
      expect(lines.every((line, index) => Number(line.replaceAll('.', '')) === index)).toBe(true);
      const [run] = await world.runsOf('floods');
      const { output } = run!.metadata as { output: string };
      expect(output.length).toBeGreaterThan(7_000);
      expect(ran.stdout.endsWith(output)).toBe(true);
    },
    PATIENCE_MS,
  );

  it(
    'whose outputs are one file: what it says on either stays in order, and bytes stay bytes',
    async () => {
      const job = `for (let i = 0; i < 200; i++) require('fs').writeSync(i % 2 ? 2 : 1, Buffer.from([i, 255, 10]));`;
      const file = join(world.dir, 'both');
      const line = `"$0" "$1" exec both --register -- "$0" -e "$2" > "${file}" 2>&1`;
      const { Running } = await import('./client-world.ts');
      const running = new Running(
        ['sh', '-c', line, process.execPath, world.command, job],
        world.environment(),
        world.dir,
      );
      running.child.stdin!.end();
      expect((await running.ended).code).toBe(0);
      const expected = Buffer.concat(Array.from({ length: 200 }, (_, i) => Buffer.from([i, 255, 10])));
      const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
      expect(digest(readFileSync(file))).toBe(digest(expected));
    },
    PATIENCE_MS,
  );

  it(
    'reads its own standard input',
    async () => {
      const running = world.start(['exec', 'reads', '--register', '--', 'cat']);
      running.child.stdin!.end('from the pipe');
      expect(await running.ended).toMatchObject({ code: 0, stdout: 'from the pipe' });
    },
    PATIENCE_MS,
  );

  it.each([['SIGTERM'], ['SIGINT'], ['SIGHUP'], ['SIGUSR1']] as const)(
    'is sent %s and decides what it means',
    async (signal) => {
      const job = `
        process.on('${signal}', () => { console.log('heard'); clearInterval(waiting); process.exitCode = 7; });
        const waiting = setInterval(() => {}, 1_000);
        console.log('ready');`;
      const running = world.start(['exec', `signal-${signal}`, '--register', '--', ...node(job)]);
      await running.said('ready');
      running.child.kill(signal);
      expect(await running.ended).toMatchObject({ code: 7, stdout: 'ready\nheard\n', stderr: '' });
    },
    PATIENCE_MS,
  );

  it(
    'beats while it runs',
    async () => {
      await world.api('POST', '/api/v1/schedulers/register', { scheduler_id: 'beats' });
      const running = world.start(['exec', 'beats', '--every', '20ms', '--', 'cat']);
      for (let beats = 0; beats < 3; ) {
        const found = await world.get('/api/monitors/scheduler/beats/beats');
        beats = (found.beats as { type?: string; signal?: string }[]).length;
      }
      running.child.stdin!.end();
      expect(await running.ended).toMatchObject({ code: 0, stderr: '' });
      expect(await world.runsOf('beats')).toMatchObject([{ outcome: 'completed' }]);
    },
    PATIENCE_MS,
  );

  it(
    'is not there (127) or cannot be run (126), and that is told',
    async () => {
      const missing = await world.run(['exec', 'missing', '--register', '--', './no-such-command']);
      expect(missing).toMatchObject({
        code: 127,
        stderr: 'heartbeat: ./no-such-command: command not found\n',
      });
      expect(await world.runsOf('missing')).toMatchObject([
        { outcome: 'failed', error_message: './no-such-command: command not found' },
      ]);
      const file = join(world.dir, 'not-executable');
      writeFileSync(file, 'echo no');
      expect(await world.run(['exec', 'missing', '--', file])).toMatchObject({ code: 126 });
    },
    PATIENCE_MS,
  );

  it(
    'keeps its output to itself with --no-output',
    async () => {
      const ran = await world.run([
        'exec',
        'quiet',
        '--register',
        '--no-output',
        '--',
        'sh',
        '-c',
        'echo secret; exit 1',
      ]);
      expect(ran).toMatchObject({ code: 1, stdout: 'secret\n' });
      const [run] = await world.runsOf('quiet');
      expect(JSON.stringify(run)).not.toContain('secret');
    },
    PATIENCE_MS,
  );

  it(
    'that is not registered runs all the same, and it is said what to do',
    async () => {
      const ran = await world.run(['exec', 'nobody-knows', '--', 'echo', 'ran']);
      expect(ran).toEqual({
        code: 0,
        signal: null,
        stdout: 'ran\n',
        stderr: 'heartbeat: nobody-knows is not registered: add --register, or --schedule and the like\n',
      });
    },
    PATIENCE_MS,
  );

  it(
    'runs without any settings, and it is said what to set',
    async () => {
      const ran = await world.run(['exec', 'any', '--', 'sh', '-c', 'echo ran; exit 5'], {
        HEARTBEAT_URL: undefined,
      });
      expect(ran).toMatchObject({
        code: 5,
        stdout: 'ran\n',
        stderr: expect.stringContaining('Set HEARTBEAT_URL'),
      });
    },
    PATIENCE_MS,
  );
});

describe('where Heartbeat Central does not do its work', () => {
  const job = ['--wait', '1s', '--', 'sh', '-c', 'echo out; echo err >&2; exit 9'];
  const harmless = { code: 9, stdout: 'out\n', stderr: expect.stringMatching(/^err\nheartbeat: .*\n$/) };

  it(
    'it is absent: the job is unharmed; what was not told is told before the next run',
    async () => {
      const spool = join(world.dir, 'spool-absent');
      const environment = { HEARTBEAT_SPOOL: spool };
      const { url } = world.server;
      const port = new URL(url).port;
      await world.server.kill('SIGTERM');
      expect(await world.run(['exec', 'later', '--register', ...job], environment)).toMatchObject(harmless);
      const [folder] = readdirSync(spool);
      expect(statSync(join(spool, folder!)).mode & 0o777).toBe(0o700);
      expect(spooled(spool)).toHaveLength(3);
      expect(
        spooled(spool)
          .map((file) => readFileSync(file, 'utf8'))
          .join(),
      ).not.toContain(world.key);

      world.server = await world.home.start({ PORT: port });
      expect(await world.run(['exec', 'later', '--', 'true'], environment)).toMatchObject({
        code: 0,
        stderr: '',
      });
      expect(spooled(spool)).toEqual([]);
      expect(await world.runsOf('later')).toMatchObject([
        { outcome: 'completed' },
        {
          outcome: 'failed',
          error_message: expect.stringMatching(/^Exit code 9/),
          metadata: { exit_code: 9 },
        },
      ]);
    },
    PATIENCE_MS,
  );

  it.each([
    ['answers nothing', undefined],
    ['answers 500', 500],
    ['answers 429 and asks for an hour', 429],
  ])(
    'it %s: the job is unharmed',
    async (_name, status) => {
      const bad = new BadServer(status, status === 429 ? { 'retry-after': '3600' } : {});
      const url = await bad.open();
      const environment = { HEARTBEAT_URL: url, HEARTBEAT_SPOOL: join(world.dir, `spool-${status}`) };
      expect(await world.run(['exec', 'any', ...job], environment)).toMatchObject(harmless);
      expect(bad.requests).not.toEqual([]);
      expect(spooled(environment.HEARTBEAT_SPOOL)).toHaveLength(2);
      await bad.close();
    },
    PATIENCE_MS,
  );

  it(
    'the spool cannot be written: that is said, and nothing else happens',
    async () => {
      const file = join(world.dir, 'no-folder');
      writeFileSync(file, '');
      const environment = { HEARTBEAT_URL: await absentServer(), HEARTBEAT_SPOOL: file };
      const ran = await world.run(['exec', 'any', ...job], environment);
      expect(ran).toMatchObject({
        code: 9,
        stdout: 'out\n',
        stderr: expect.stringContaining('cannot be kept'),
      });
    },
    PATIENCE_MS,
  );
});
