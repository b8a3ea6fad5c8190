import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { absentServer, BadServer, ClientWorld, EndlessServer, PATIENCE_MS, Running } from './client-world.ts';

const FOLDER = fileURLToPath(new URL('../../clients/python', import.meta.url));
const hasPython =
  spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))']).status === 0;
if (!hasPython) process.stdout.write('Skipped: python3 is not installed\n');

const world = new ClientWorld();

/** Runs a script to its end, with the module where it finds it. */
async function python(
  script: string,
  environment: Record<string, string> = {},
  meanwhile: (running: Running) => Promise<void> = async () => {},
) {
  const found = { PYTHONPATH: FOLDER, PYTHONDONTWRITEBYTECODE: '1' };
  const text = `from heartbeat_central import HeartbeatCentral, HeartbeatProblem\n${script}`;
  // As the shell knows it: a version manager may need the home folder.
  const home = { HOME: process.env.HOME };
  const running = new Running(
    ['python3', '-c', text],
    { ...world.environment(), ...home, ...found, ...environment },
    world.dir,
  );
  await meanwhile(running);
  running.child.stdin!.end('\n');
  return running.ended;
}

(hasPython ? describe : describe.skip)('the client in Python', () => {
  beforeAll(() => world.open(['a', 'b'].map((serviceId) => ({ serviceId }))), PATIENCE_MS);
  afterAll(() => world.close());

  it(
    'speaks for all four kinds',
    async () => {
      const { uuid } = await world.api('POST', '/api/applications', { name: 'App', expected_interval: 60 });
      const ran = await python(`
central = HeartbeatCentral()
assert central.heartbeat("a", "degraded", "slow", {"queue": 12}).ok
outcome = central.heartbeats(["a", {"serviceId": "b", "status": "down"}, "nobody"])
assert outcome.status == 207, outcome
assert [one["success"] for one in outcome.body["results"]] == [True, True, False]
assert central.register("job", schedule="30 2 * * *", timezone="Europe/Paris").body["schedule"] == "30 2 * * *"
assert central.started("job", "run").ok
assert central.alive("job", "run").ok
assert central.completed("job", "run", {"records": 1}, 5).ok
assert central.started("job", "next").ok
assert central.failed("job", ValueError("disk full"), "next").ok
assert central.register_daemon("worker", "1.0", ["queue"], 5000, tags=["x"]).ok
assert central.daemon_heartbeat("worker", "degraded", tasksProcessed=3).ok
assert central.ping("${uuid}", "words").ok
assert central.ping(central.url + "/heartbeat/${uuid}").ok
`);
      expect(ran).toEqual({ code: 0, signal: null, stdout: '', stderr: '' });
      expect(await world.runsOf('job')).toMatchObject([
        { outcome: 'failed', error_message: 'disk full' },
        { outcome: 'completed', execution_time_ms: 5, metadata: { records: 1 } },
      ]);
      expect(await world.get('/api/daemon/worker')).toMatchObject({ status: 'degraded', tasksProcessed: 3 });
    },
    PATIENCE_MS,
  );

  it(
    'a job as a block and as a function: told, and its error raised',
    async () => {
      const ran = await python(`
import time
central = HeartbeatCentral()
with central.job("block", register={"max_runtime_seconds": 60}, every=0.05) as job:
    job.metadata["records"] = 7
    time.sleep(0.3)
@central.job("function", register={})
def work(number):
    """Works"""
    if number < 0:
        raise ValueError("negative")
    return number
assert work(3) == 3 and work.__doc__ == "Works"
try:
    work(-1)
except ValueError as error:
    print(error)
`);
      expect(ran).toEqual({ code: 0, signal: null, stdout: 'negative\n', stderr: '' });
      expect(await world.runsOf('block')).toMatchObject([{ outcome: 'completed', metadata: { records: 7 } }]);
      const { beats } = await world.get('/api/monitors/scheduler/block/beats');
      expect((beats as object[]).length).toBeGreaterThan(2);
      expect(await world.runsOf('function')).toMatchObject([
        { outcome: 'failed', error_message: 'negative' },
        { outcome: 'completed' },
      ]);
    },
    PATIENCE_MS,
  );

  it.each([
    ['absent', 'absent'],
    ['silent', undefined],
    ['broken', 500],
  ])(
    'a server that is %s harms no job: %s',
    async (_name, status) => {
      const bad = typeof status === 'string' ? undefined : new BadServer(status);
      const url = bad ? await bad.open() : await absentServer();
      const ran = await python(
        `
central = HeartbeatCentral(timeout=0.5, attempt_timeout=0.2)
outcome = central.heartbeat("a")
assert not outcome.ok and outcome.problem.passes, outcome
with central.job("job", end_timeout=0.5):
    print("ran")
try:
    with central.job("job", end_timeout=0.5):
        raise KeyError("own")
except KeyError:
    print("own error")
`,
        { HEARTBEAT_URL: url },
      );
      expect(ran).toMatchObject({ code: 0, stdout: 'ran\nown error\n' });
      expect(ran.stderr).not.toContain('Traceback');
      await bad?.close();
    },
    PATIENCE_MS,
  );

  it(
    'raises nothing for wrong settings, keys or values, and says them; strict, it raises',
    async () => {
      const ran = await python(`
for central in [HeartbeatCentral(url=""), HeartbeatCentral(url="http://"), HeartbeatCentral(key="wrong-key")]:
    outcome = central.register("job")
    assert not outcome.ok and not outcome.problem.passes or "reachable" in str(outcome.problem), outcome
    assert "wrong-key" not in str(outcome.problem)
assert not HeartbeatCentral().heartbeat("a", metadata={"x": object()}).ok
strict = HeartbeatCentral(key="wrong-key", strict=True)
for attempt in [lambda: strict.register("job"), lambda: strict.job("job").__enter__()]:
    try:
        attempt()
        raise SystemExit("nothing was raised")
    except HeartbeatProblem as problem:
        assert problem.status == 401, problem
`);
      expect([ran.code, ran.stdout]).toEqual([0, '']);
      expect(ran.stderr).not.toContain('Traceback');
    },
    PATIENCE_MS,
  );

  it(
    'raises nothing whatever it is given, and whatever answers',
    async () => {
      const html = new BadServer(200);
      const ran = await python(
        `
central = HeartbeatCentral(retries=0)
for outcome in [
    central.heartbeats(["a"]), central.heartbeats(None), central.ping(None), central.ping("example.com/x"),
    central.started("\\ud800"), central.alive("\\ud800"), central.register_daemon("w", "1", None),
    central.request("POST", None), central.request("GET", "@elsewhere.example/"),
    HeartbeatCentral(key="secret\\nwords").heartbeat("a"),
]:
    assert not outcome.ok, outcome
    assert "secret" not in str(outcome.problem), outcome
assert central.request("POST", "/x", [1, 2]).ok
with central.job("\\ud800", register=[]) as job:
    print("ran")
try:
    HeartbeatCentral(strict=True).ping(None)
except HeartbeatProblem:
    print("raised")
`,
        { HEARTBEAT_URL: await html.open() },
      );
      expect(ran).toMatchObject({ code: 0, stdout: 'ran\nraised\n' });
      expect(ran.stderr).not.toContain('Traceback');
      expect(ran.stderr).not.toContain('secret');
      await html.close();
    },
    PATIENCE_MS,
  );

  it(
    'tells of async functions when they end, while other tasks go on, and refuses generators',
    async () => {
      const ran = await python(`
import asyncio
central = HeartbeatCentral()
@central.job("async", register={})
async def work(number):
    await asyncio.sleep(0.3)
    if number < 0:
        raise ValueError("negative")
    return number
async def main():
    assert await work(3) == 3
    try:
        await work(-1)
    except ValueError as error:
        print(error)
    async with central.job("async"):
        pass
asyncio.run(main())
def generator():
    yield 1
async def async_generator():
    yield 1
for wrong in [generator, async_generator]:
    try:
        central.job("x")(wrong)
    except TypeError:
        print("refused")
`);
      expect(ran).toEqual({ code: 0, signal: null, stdout: 'negative\nrefused\nrefused\n', stderr: '' });
      const runs = await world.runsOf('async');
      expect(runs).toMatchObject([
        { outcome: 'completed' },
        { outcome: 'failed', error_message: 'negative' },
        { outcome: 'completed' },
      ]);
      expect(Number(runs[2]!.duration_ms)).toBeGreaterThanOrEqual(200);
    },
    PATIENCE_MS,
  );

  it(
    'leaves neither threads nor connections behind where answers are slow, and reads none without end',
    async () => {
      const slow = new EndlessServer('slow');
      const fast = new EndlessServer('fast');
      const ran = await python(
        `
import threading
central = HeartbeatCentral(attempt_timeout=0.2, retries=0)
for _ in range(5):
    outcome = central.heartbeat("a")
    assert outcome.problem.passes and outcome.problem.unclear, outcome
assert threading.active_count() <= 2, threading.enumerate()
outcome = HeartbeatCentral(url="${await fast.open()}", retries=0).heartbeat("a")
assert "more than 1000000 bytes" in str(outcome.problem), outcome
print("told", flush=True)
input()
`,
        { HEARTBEAT_URL: await slow.open() },
        async (running) => {
          await running.said('told');
          expect(slow.connections).toBeLessThanOrEqual(1);
          expect(fast.bytes).toBeLessThan(50_000_000);
        },
      );
      expect(ran).toMatchObject({ code: 0 });
      await slow.close();
      await fast.close();
    },
    PATIENCE_MS,
  );

  it(
    'does not ask twice for what might be made twice',
    async () => {
      const broken = new BadServer(502);
      const script = `
central = HeartbeatCentral(retries=1)
assert central.request("POST", "/api/applications", {}).problem.unclear
assert not central.request("POST", "/harmless", {}, repeatable=True).ok`;
      const ran = await python(script, { HEARTBEAT_URL: await broken.open() });
      expect(ran).toMatchObject({ code: 0 });
      expect(broken.requests).toEqual(['POST /api/applications', 'POST /harmless', 'POST /harmless']);
      await broken.close();
    },
    PATIENCE_MS,
  );

  it(
    'tries again what is busy, as late as it is asked to',
    async () => {
      const bad = new BadServer(429, { 'retry-after': '3600' });
      const busy = new BadServer(503);
      const script = 'assert not HeartbeatCentral(retries=2).heartbeat("a").ok';
      await python(script, { HEARTBEAT_URL: await bad.open() });
      await python(script, { HEARTBEAT_URL: await busy.open() });
      expect([bad.requests.length, busy.requests.length]).toEqual([1, 3]);
      await bad.close();
      await busy.close();
    },
    PATIENCE_MS,
  );
});
