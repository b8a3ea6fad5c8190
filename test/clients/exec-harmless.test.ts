import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleCommand } from '../../clients/node/build/bundle.ts';
import { absentServer, BadServer, PATIENCE_MS, Running } from './client-world.ts';

const dir = mkdtempSync(join(tmpdir(), 'heartbeat-harmless-'));
const command = join(dir, 'heartbeat.cjs');
const hasPython = spawnSync('python3', ['--version']).status === 0;
const knowsNothing = new BadServer(404);
let absentUrl: string;
let unknownUrl: string;
beforeAll(async () => {
  await bundleCommand(command);
  absentUrl = await absentServer();
  unknownUrl = await knowsNothing.open();
}, PATIENCE_MS);
afterAll(async () => {
  await knowsNothing.close();
  rmSync(dir, { recursive: true, force: true });
});

/** A line of bash in which `$EXEC` is the command, its id and what is quiet about it; `$TOLD` is not quiet. */
function line(text: string, environment: Record<string, string | undefined> = {}): Running {
  const exec = `'${process.execPath}' '${command}' exec`;
  return new Running(
    ['bash', '-c', text.replaceAll('$EXEC', `${exec} -q job`).replaceAll('$TOLD', `${exec} job`)],
    { HEARTBEAT_URL: absentUrl, HEARTBEAT_SPOOL: join(dir, 'spool'), ...environment },
    dir,
  );
}

function run(text: string, environment: Record<string, string | undefined> = {}) {
  const running = line(text, environment);
  running.child.stdin!.end();
  return running.ended;
}

/** Counts how often it is interrupted, until it is quiet for a while; says first that it is ready. */
const COUNTS_INTERRUPTS = `
let heard = 0, over;
process.on('SIGINT', () => {
  heard++;
  clearTimeout(over);
  over = setTimeout(() => { console.log('heard ' + heard); process.exit(); }, 300);
});
setInterval(() => {}, 1000);
console.log('ready');`;

/** Runs a command on a terminal of its own, but reads nothing from it, and types Ctrl-C once it says that it is ready. */
const ON_A_TERMINAL = `
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0:
    null = os.open('/dev/null', os.O_RDWR)
    os.dup2(null, 0)
    os.execvp(sys.argv[1], sys.argv[1:])
said = b''
while True:
    try:
        more = os.read(terminal, 1000)
    except OSError:
        break
    if not more:
        break
    if b'ready' in more:
        os.write(terminal, b'\\x03')
    said += more
sys.stdout.write(said.decode())
`;

describe('what a job writes under heartbeat exec', () => {
  it(
    'goes through a real pipe: /dev/stdout and /dev/stderr can be opened',
    async () => {
      const job = `sh -c 'echo a > /dev/stdout; echo b > /dev/stderr; echo c | tee /dev/stderr'`;
      expect(await run(`$EXEC -- ${job}`)).toEqual({
        code: 0,
        signal: null,
        stdout: 'a\nc\n',
        stderr: 'b\nc\n',
      });
      expect(await run(`$EXEC -- ${job} 2>&1 | cat`)).toMatchObject({ stdout: 'a\nb\nc\nc\n' });
    },
    PATIENCE_MS,
  );

  it(
    'is left to it where no pipe can be made',
    async () => {
      const ran = await run(`PATH=/nowhere $EXEC -- /bin/sh -c 'echo said; exit 6'`);
      expect(ran).toMatchObject({ code: 6, stdout: 'said\n' });
    },
    PATIENCE_MS,
  );

  it(
    'and nobody reads: SIGPIPE ends it, as it would without',
    async () => {
      expect(await run(`$EXEC -- yes | head -1; echo \${PIPESTATUS[0]}`)).toMatchObject({
        stdout: 'y\n141\n',
        stderr: '',
      });
    },
    PATIENCE_MS,
  );

  it(
    'and cannot be written: that is no success',
    async () => {
      expect(await run('$EXEC -- echo lost > /dev/full')).toMatchObject({
        code: 1,
        stderr: 'heartbeat: its output cannot be written: ENOSPC\n',
      });
      expect(await run('$EXEC -- yes > /dev/full')).toMatchObject({
        code: 141,
        stderr: 'heartbeat: its output cannot be written: ENOSPC\n',
      });
    },
    PATIENCE_MS,
  );

  it(
    'from the background once it has ended: all of it arrives, and what writes it lives on',
    async () => {
      const left = '(read go < "$0/go"; echo later; echo too >&2; echo lived > "$0/lived") &';
      const running = line(`mkfifo go && $EXEC -- sh -c 'echo now; ${left}' . < /dev/null; echo ended > go`);
      expect(await running.ended).toMatchObject({ code: 0, stdout: 'now\nlater\n', stderr: 'too\n' });
      expect(readFileSync(join(dir, 'lived'), 'utf8')).toBe('lived\n');
    },
    PATIENCE_MS,
  );

  it(
    'from the background, and much of it to a slow reader: every byte in its order',
    async () => {
      const { stdout } = await run(`$EXEC -- sh -c 'seq 1 600000 & exit 0' | (sleep 1; cat)`);
      const lines = stdout.split('\n');
      expect(lines.pop()).toBe('');
      expect(lines.length).toBe(600_000);
      expect(lines.every((text, index) => Number(text) === index + 1)).toBe(true);
    },
    PATIENCE_MS,
  );

  it(
    'stays its own where it is not taken: a note leaves the output that both share as it was',
    async () => {
      const running = line(`$TOLD --no-output -- sh -c 'cat; grep flags: /proc/self/fdinfo/2'`, {
        HEARTBEAT_URL: unknownUrl,
      });
      while (!running.stderr.includes('not registered')) {
        await new Promise((resolve) => running.child.stderr!.once('data', resolve));
      }
      running.child.stdin!.end();
      const { stdout } = await running.ended;
      const flags = Number.parseInt(/flags:\s*(\d+)/.exec(stdout)![1]!, 8);
      expect(flags & 0o4000).toBe(0);
    },
    PATIENCE_MS,
  );
});

describe('a job under heartbeat exec is not hurt', () => {
  it.each([['/dev/full'], ['>(true)']])(
    'where a note cannot be written to %s',
    async (stderr) => {
      const ran = await run(`$TOLD --no-output -- sh -c 'sleep 1; echo done; exit 4' 2> ${stderr}`, {
        HEARTBEAT_URL: unknownUrl,
      });
      expect(ran).toMatchObject({ code: 4, stdout: 'done\n' });
    },
    PATIENCE_MS,
  );

  it(
    'by names of variables that a shell does not know',
    async () => {
      const ran = await run(`env a.b=kept $EXEC -- env 2>&1 | grep '^a.b'`);
      expect(ran.stdout).toBe('a.b=kept\n');
    },
    PATIENCE_MS,
  );

  it.each([
    ['nohup', `nohup $EXEC -- sh -c`],
    ['a shell that ignores it', `trap '' HUP; $EXEC -- sh -c`],
  ])(
    'by a hangup that %s keeps from it',
    async (_name, begin) => {
      const hangup = `kill -HUP $PPID; kill -HUP $$; echo survived`;
      expect(await run(`${begin} '${hangup}'; exit $?`)).toMatchObject({ code: 0, stdout: 'survived\n' });
    },
    PATIENCE_MS,
  );

  (hasPython ? it : it.skip)(
    'by Ctrl-C twice, where its input is no terminal',
    async () => {
      const running = new Running(
        ['python3', '-c', ON_A_TERMINAL, process.execPath, command, 'exec', '-q', 'job', '--'].concat([
          process.execPath,
          '-e',
          COUNTS_INTERRUPTS,
        ]),
        { HEARTBEAT_URL: absentUrl, HEARTBEAT_SPOOL: join(dir, 'spool') },
        dir,
      );
      expect((await running.ended).stdout).toContain('heard 1\r\n');
    },
    PATIENCE_MS,
  );

  it(
    'by --timeout 0, which is none',
    async () => {
      expect(await run(`$EXEC --timeout 0 -- sh -c 'sleep 0.2; exit 3'`)).toMatchObject({ code: 3 });
    },
    PATIENCE_MS,
  );
});

it(
  'a run that --timeout ends is told and over, though nobody takes its output',
  async () => {
    const server = new BadServer(404);
    // Open for reading too: whoever writes waits for ever.
    const ran = await run(
      'mkfifo held; exec 3<> held; $EXEC --timeout 300ms --kill-after 100ms -- yes > held; echo $?',
      { HEARTBEAT_URL: await server.open() },
    );
    expect(ran.stdout).toBe('124\n');
    expect(server.requests).toContain('PUT /api/v1/schedulers/job/status');
    await server.close();
  },
  PATIENCE_MS,
);

it(
  'a run is told though nobody takes its output and it has left a flood behind; a signal ends the wait',
  async () => {
    const server = new BadServer(404);
    const running = line(
      `mkfifo dammed; exec 3<> dammed; exec $EXEC -- sh -c 'yes & exit 5' > dammed 2> noted`,
      { HEARTBEAT_URL: await server.open() },
    );
    while (server.requests.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
    running.child.kill('SIGTERM');
    expect(await running.ended).toMatchObject({ code: 5, signal: null });
    await server.close();
  },
  PATIENCE_MS,
);

it(
  'without a place of its own nothing is kept, and that is said once',
  async () => {
    const TMPDIR = mkdtempSync(join(dir, 'tmp-'));
    const nowhere = { HEARTBEAT_SPOOL: undefined, HOME: undefined, TMPDIR };
    const ran = await run('$TOLD --register -- true', nowhere);
    expect(ran.stderr.match(/cannot be kept/g)).toHaveLength(1);
    expect(readdirSync(TMPDIR)).toEqual([]);
  },
  PATIENCE_MS,
);

describe('how a run ended is kept for the next run', () => {
  const page = '<html>We are deploying</html>';
  const said = '{"error":"no"}';
  const endsKeptAfter = async (status: number, body: string): Promise<number> => {
    const server = new BadServer(status, {}, body);
    const spool = mkdtempSync(join(dir, 'spool-'));
    await run('$EXEC --wait 200ms -- true', { HEARTBEAT_URL: await server.open(), HEARTBEAT_SPOOL: spool });
    await server.close();
    const files = readdirSync(spool).flatMap((folder) =>
      readdirSync(join(spool, folder)).map((file) => readFileSync(join(spool, folder, file), 'utf8')),
    );
    return files.filter((text) => text.includes('"completed"')).length;
  };

  it.each([
    [302, ''],
    [401, said],
    [403, said],
    [404, page],
    [520, page],
  ])(
    'where the answer is %i %s',
    async (status, body) => {
      expect(await endsKeptAfter(status, body)).toBe(1);
    },
    PATIENCE_MS,
  );

  it.each([[400], [404], [413]])(
    'but not where the server itself says %i',
    async (status) => {
      expect(await endsKeptAfter(status, said)).toBe(0);
    },
    PATIENCE_MS,
  );
});
