import { describe, expect, it } from '@jest/globals';
import { httpFetch } from '../../clients/node/command/http-fetch.ts';
import packageJson from '../../clients/node/package.json' with { type: 'json' };
import type { Fetch, FetchInit } from '../../clients/node/src/attempt.ts';
import {
  type Clock,
  HeartbeatCentral,
  HeartbeatProblem,
  type Options,
} from '../../clients/node/src/index.ts';
import { pauseMs } from '../../clients/node/src/retrying.ts';
import { VERSION } from '../../clients/node/src/version.ts';
import { BadServer, EndlessServer } from './client-world.ts';

interface Sent extends FetchInit {
  readonly url: string;
}

type Answer = { status: number; body?: object; retryAfter?: string } | 'unreachable' | 'never';

/** A clock that stands until it is asked to wait, and then is there at once. */
class WaitingClock implements Clock {
  at = 0;
  private timers: { at: number; callback: () => void }[] = [];

  now(): number {
    return this.at;
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.at + ms, callback };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  get waiting(): number {
    return this.timers.length;
  }

  /** Moves to the next moment for which something waits. */
  next(): void {
    const [timer] = this.timers.sort((a, b) => a.at - b.at);
    if (!timer) return;
    this.timers.shift();
    this.at = Math.max(this.at, timer.at);
    timer.callback();
  }

  /** Runs until what is awaited is there. */
  async until<Result>(awaited: Promise<Result>): Promise<Result> {
    let isOver = false;
    const over = awaited.finally(() => {
      isOver = true;
    });
    over.catch(() => {});
    while (!isOver) {
      await new Promise((resolve) => setImmediate(resolve));
      if (!isOver) this.next();
    }
    return over;
  }
}

function clientOf(answers: readonly Answer[], options: Options = {}) {
  const sent: Sent[] = [];
  const times: number[] = [];
  const clock = new WaitingClock();
  const left = [...answers];
  const fetch: Fetch = async (url, init) => {
    sent.push({ url, ...init });
    times.push(clock.now());
    const answer = left.length > 1 ? left.shift()! : left[0]!;
    if (answer === 'unreachable')
      throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
    if (answer === 'never') return new Promise(() => {});
    const { status, body = {}, retryAfter = null } = answer;
    return {
      status,
      headers: { get: (name) => (name === 'retry-after' ? retryAfter : null) },
      text: async () => JSON.stringify(body),
    };
  };
  const client = new HeartbeatCentral({
    url: 'http://central.example/',
    key: 'a-key',
    fetch,
    clock,
    random: () => 0.5,
    ...options,
  });
  const bodies = () => sent.map(({ body }) => (body === undefined ? undefined : JSON.parse(body)));
  return { client, sent, times, clock, bodies };
}

const OK: Answer = { status: 200 };

describe('requests', () => {
  it('of all four kinds', async () => {
    const { client, sent, bodies } = clientOf([{ status: 200, body: { results: [] } }]);
    const uuid = '6f9619ff-8b86-4d01-b42d-00c04fc964ff';
    await client.services.heartbeat('shop web');
    await client.services.batch(['a', { serviceId: 'b', status: 'down' }]);
    await client.schedulers.register({ scheduler_id: 'nightly', schedule: '30 2 * * *' });
    await client.schedulers.started('nightly', { runId: 'r' });
    await client.schedulers.heartbeat('nightly', { runId: 'r' });
    await client.schedulers.completed('nightly', { runId: 'r', executionTimeMs: 5 });
    await client.schedulers.failed('nightly', new Error('disk full'), { runId: 'r' });
    await client.daemons.register({ daemonId: 'w', version: '1', capabilities: [], pollInterval: 5 });
    await client.daemons.heartbeat({ daemonId: 'w', status: 'healthy' });
    await client.applications.ping(uuid);
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST http://central.example/api/heartbeat',
      'POST http://central.example/api/heartbeat',
      'POST http://central.example/api/v1/schedulers/register',
      'PUT http://central.example/api/v1/schedulers/nightly/status',
      'POST http://central.example/api/v1/schedulers/nightly/heartbeat',
      'PUT http://central.example/api/v1/schedulers/nightly/status',
      'PUT http://central.example/api/v1/schedulers/nightly/status',
      'POST http://central.example/api/daemon/register',
      'POST http://central.example/api/daemon/heartbeat',
      `POST http://central.example/heartbeat/${uuid}`,
    ]);
    expect(bodies()[1]).toEqual({ services: ['a', { serviceId: 'b', status: 'down' }] });
    expect(bodies()[6]).toMatchObject({ status: 'failed', run_id: 'r', error_message: 'disk full' });
    expect(sent[0]!.headers).toMatchObject({
      authorization: 'Bearer a-key',
      'user-agent': `heartbeat-central-client/${packageJson.version}`,
    });
    expect(VERSION).toBe(packageJson.version);
  });

  it('to the whole address of an application bear no key, as it may lead anywhere', async () => {
    const { client, sent } = clientOf([OK]);
    await client.applications.ping('https://elsewhere.example/heartbeat/x', 'done');
    expect(sent[0]).toMatchObject({ url: 'https://elsewhere.example/heartbeat/x', body: 'done' });
    expect(sent[0]!.headers).not.toHaveProperty('authorization');
  });

  it('to an application by its uuid bear no key, as its address is one', async () => {
    const { client, sent } = clientOf([OK]);
    await client.applications.ping('6f9619ff-8b86-4d01-b42d-00c04fc964ff');
    expect(sent[0]!.headers).not.toHaveProperty('authorization');
  });

  it('of more than a thousand services are several', async () => {
    const results = [{ serviceId: 'x', success: true }];
    const { client, bodies } = clientOf([
      { status: 200, body: { results } },
      { status: 207, body: { results } },
    ]);
    const outcome = await client.services.batch(Array.from({ length: 1_001 }, (_, i) => `s${i}`));
    expect(bodies().map(({ services }) => services.length)).toEqual([1_000, 1]);
    expect(outcome).toEqual({ ok: true, status: 207, body: { results: [...results, ...results] } });
  });
});

describe('what does not get through', () => {
  it.each([[{ status: 503 }], [{ status: 429 }], ['unreachable']] as [Answer][])(
    '%j is tried again, with growing pauses',
    async (answer) => {
      const { client, clock, times } = clientOf([answer, answer, answer, OK]);
      expect(await clock.until(client.services.heartbeat('a'))).toMatchObject({ ok: true });
      expect(times).toEqual([0, 125, 375, 875]);
    },
  );

  it('is returned after three more tries, and nothing is thrown', async () => {
    const problems: HeartbeatProblem[] = [];
    const { client, clock, sent } = clientOf(['unreachable'], {
      onProblem: (problem) => problems.push(problem),
    });
    const outcome = await clock.until(client.services.heartbeat('a'));
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'unreachable' } });
    expect(problems.map(({ message }) => message)).toEqual([
      'http://central.example is not reachable: ECONNREFUSED',
    ]);
    expect(sent).toHaveLength(4);
  });

  it('waits as long as the server asks, but not for what comes too late', async () => {
    const soon = clientOf([{ status: 429, retryAfter: '3' }, OK]);
    expect(await soon.clock.until(soon.client.services.heartbeat('a'))).toMatchObject({ ok: true });
    expect(soon.times).toEqual([0, 3_125]);
    const late = clientOf([{ status: 429, retryAfter: '3600' }]);
    expect(await late.clock.until(late.client.services.heartbeat('a'))).toMatchObject({
      problem: { kind: 'busy', status: 429, retryAfterMs: 3_600_000 },
    });
    expect([late.times, late.clock.now()]).toEqual([[0], 0]);
  });

  it('takes 10 seconds at most where nothing is answered, whatever fetch does with its signal', async () => {
    const { client, clock, times } = clientOf(['never']);
    expect(await clock.until(client.services.heartbeat('a'))).toMatchObject({ problem: { kind: 'timeout' } });
    expect(times).toEqual([0, 5_125]);
    expect(clock.now()).toBeLessThanOrEqual(10_000);
    expect(clock.waiting).toBe(0);
  });

  it('is not tried again where it is refused', async () => {
    const issues = [{ path: 'schedule', message: 'is no cron expression' }];
    const { client, sent } = clientOf([{ status: 400, body: { error: 'Invalid', issues } }]);
    expect(await client.schedulers.register({ scheduler_id: 'x' })).toMatchObject({
      problem: {
        kind: 'refused',
        status: 400,
        message: 'http://central.example answered 400: Invalid (schedule is no cron expression)',
      },
    });
    expect(sent).toHaveLength(1);
  });

  it('is not tried again where that might make a second one, unless it is said to be harmless', async () => {
    const lost = clientOf([{ status: 502 }, OK]);
    expect(await lost.client.request('POST', '/api/applications', {})).toMatchObject({
      problem: { status: 502, isUnclear: true },
    });
    expect(lost.sent).toHaveLength(1);
    for (const answer of [{ status: 429 }, 'unreachable'] as Answer[]) {
      const { client, clock, sent } = clientOf([answer, OK]);
      expect(await clock.until(client.request('POST', '/api/applications', {}))).toMatchObject({ ok: true });
      expect(sent).toHaveLength(2);
    }
    const harmless = clientOf([{ status: 502 }, OK]);
    const asked = harmless.client.request('POST', '/api/x', {}, { repeatable: true });
    expect(await harmless.clock.until(asked)).toMatchObject({ ok: true });
  });

  it('is called off by a signal, also while it waits', async () => {
    const { client, sent } = clientOf(['unreachable']);
    const controller = new AbortController();
    const outcome = client.services.heartbeat('a', { signal: controller.signal });
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    expect(await outcome).toMatchObject({ ok: false });
    expect(sent).toHaveLength(1);
    expect(await client.services.heartbeat('a', { signal: controller.signal })).toMatchObject({
      problem: { kind: 'aborted' },
    });
    expect(sent).toHaveLength(1);
  });

  it('is thrown where it is asked for', async () => {
    const { client } = clientOf([{ status: 404, body: { error: 'Unknown serviceId' } }], { strict: true });
    await expect(client.services.heartbeat('a')).rejects.toThrow(HeartbeatProblem);
  });

  it.each([[undefined], ['not an address'], ['ftp://central.example'], ['http://']])(
    'an address %j is said, not thrown',
    async (url) => {
      const fetch: Fetch = () => Promise.reject(new Error('asked'));
      const client = new HeartbeatCentral({ url, fetch });
      expect(await client.services.heartbeat('a')).toMatchObject({ problem: { kind: 'settings' } });
    },
  );

  it('what cannot be written as JSON is said, not thrown', async () => {
    const { client } = clientOf([OK]);
    const circle: Record<string, unknown> = {};
    circle.itself = circle;
    const facts = { metadata: circle };
    expect(await client.schedulers.completed('a', facts)).toMatchObject({ problem: { kind: 'settings' } });
  });

  it.each([
    ['services.batch', (client) => client.services.batch(undefined as never)],
    ['schedulers.started', (client) => client.schedulers.started('\ud800')],
    ['schedulers.heartbeat', (client) => client.schedulers.heartbeat('\ud800', null as never)],
    ['schedulers.completed', (client) => client.schedulers.completed('\ud800', null as never)],
    ['applications.ping of nothing', (client) => client.applications.ping(undefined as never)],
    ['applications.ping of a word', (client) => client.applications.ping('abc')],
    [
      'applications.ping of half an address',
      (client) => client.applications.ping('central.example/heartbeat/x'),
    ],
    ['request', (client) => client.request('GET', '@elsewhere.example/x')],
  ] satisfies [string, (client: HeartbeatCentral) => Promise<unknown>][])(
    '%s of what cannot be sent is said, not thrown, and asks nobody',
    async (_name, call) => {
      const { client, sent } = clientOf([OK], {
        onProblem: () => {
          throw new Error('of the listener');
        },
      });
      const outcome = await call(client);
      expect(outcome).toMatchObject({ ok: false, problem: { kind: 'settings' } });
      expect(sent).toEqual([]);
    },
  );

  it('an answer to a batch without results is a problem', async () => {
    for (const body of [{}, []]) {
      const { client } = clientOf([{ status: 200, body }]);
      expect(await client.services.batch(['a'])).toMatchObject({ ok: false, problem: { status: 200 } });
    }
  });

  it('a key that no header can bear is said without it', async () => {
    const { client, sent } = clientOf([OK], { key: 'secret\nwords' });
    const outcome = await client.services.heartbeat('a');
    expect(outcome).toMatchObject({ ok: false, problem: { kind: 'settings' } });
    expect(JSON.stringify(outcome) + String(!outcome.ok && outcome.problem)).not.toContain('secret');
    expect(sent).toEqual([]);
  });

  it('pauses have full jitter', () => {
    expect([
      pauseMs(0, () => 0),
      pauseMs(2, () => 0.999),
      pauseMs(9, () => 0.5),
      pauseMs(0, () => 0, 700),
    ]).toEqual([0, 999, 2_500, 700]);
  });
});

describe('withJob', () => {
  const statuses = (bodies: readonly { status?: string }[]) => bodies.map(({ status }) => status ?? 'beat');

  it('tells that a job started, that it is alive, and that it ended well; it returns what the job does', async () => {
    const { client, clock, bodies } = clientOf([OK]);
    const job = async ({ metadata }: { metadata: Record<string, unknown> }) => {
      await new Promise<void>((resolve) => clock.after(150_000, resolve));
      metadata.records = 12;
      return 'result';
    };
    expect(await clock.until(client.withJob('nightly', job, { runId: 'r' }))).toBe('result');
    expect(statuses(bodies())).toEqual(['running', 'beat', 'beat', 'completed']);
    expect(bodies().at(-1)).toMatchObject({
      run_id: 'r',
      execution_time_ms: 150_000,
      metadata: { records: 12 },
    });
    expect(clock.waiting).toBe(0);
  });

  it('throws what the job throws, after it was told', async () => {
    const { client, bodies } = clientOf([OK], { strict: true });
    const error = new Error('disk full');
    const job = () => Promise.reject(error);
    await expect(client.withJob('nightly', job)).rejects.toBe(error);
    expect(bodies().at(-1)).toMatchObject({ status: 'failed', error_message: 'disk full' });
  });

  it('runs whatever its id is, and tells what can be told', async () => {
    const { client, sent } = clientOf([OK]);
    expect(await client.withJob('\ud800', () => 'result')).toBe('result');
    expect(sent).toEqual([]);
  });

  it('registers first where it is asked to', async () => {
    const { client, bodies } = clientOf([OK]);
    await client.withJob('nightly', () => {}, { register: { schedule: '30 2 * * *' } });
    expect(bodies()[0]).toEqual({ scheduler_id: 'nightly', schedule: '30 2 * * *' });
    expect(statuses(bodies().slice(1))).toEqual(['running', 'completed']);
  });

  it.each([['unreachable'], ['never'], [{ status: 500 }]] as [Answer][])(
    'the job does not wait for a server that is %j, and its end waits 5 seconds at most',
    async (answer) => {
      const { client, clock } = clientOf([answer]);
      let begunAt = -1;
      const job = () => {
        begunAt = clock.now();
        return 'result';
      };
      expect(await clock.until(client.withJob('nightly', job))).toBe('result');
      expect(begunAt).toBe(0);
      expect(clock.now()).toBeLessThanOrEqual(5_000);
      expect(clock.waiting).toBe(0);
    },
  );

  it('strict: does not run what cannot be told', async () => {
    const { client } = clientOf([{ status: 404, body: { error: 'Unknown scheduler' } }]);
    let hasRun = false;
    const job = () => {
      hasRun = true;
    };
    await expect(client.withJob('nightly', job, { strict: true })).rejects.toThrow(HeartbeatProblem);
    expect(hasRun).toBe(false);
  });
});

describe.each([
  ['fetch', globalThis.fetch as Fetch],
  ['httpFetch', httpFetch],
])('over %s', (_name, fetch) => {
  it('a key does not follow where an answer leads', async () => {
    const other = new BadServer(200);
    const leading = new BadServer(307, { location: `${await other.open()}/api/heartbeat` });
    const client = new HeartbeatCentral({ url: await leading.open(), key: 'a-key', fetch });
    expect(await client.services.heartbeat('a')).toMatchObject({ problem: { kind: 'busy', status: 307 } });
    expect(leading.requests.length).toBeGreaterThan(0);
    expect(other.requests).toEqual([]);
    await leading.close();
    await other.close();
  });

  it('an answer without end is read to its limit alone, and its connection ends', async () => {
    const endless = new EndlessServer('fast');
    const client = new HeartbeatCentral({ url: await endless.open(), fetch, retries: 0 });
    const outcome = await client.services.heartbeat('a');
    expect(outcome).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('it answers with more than 1000000 bytes') },
    });
    // What is on its way comes on top.
    expect(endless.bytes).toBeLessThan(50_000_000);
    while (endless.connections > 0) await new Promise((resolve) => setImmediate(resolve));
    const more = await client.request('GET', '/', undefined, { mostBytes: 10 });
    expect(more).toMatchObject({ problem: { message: expect.stringContaining('more than 10 bytes') } });
    await endless.close();
  });
});
