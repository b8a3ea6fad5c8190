import { describe, expect, it } from '@jest/globals';
import { MINUTE, SECOND } from '../support/monitors.ts';
import { PATH, schedulerWorld } from './scheduler-world.ts';

async function world(options = {}) {
  const world = await schedulerWorld(options);
  await world.register('a');
  const put = (body: unknown, parts = {}) => world.send('PUT', `${PATH}/a/status`, body, parts);
  const lastBeat = async () => (await world.store.beats({ kind: 'scheduler', id: 'a' }, { limit: 1 }))[0];
  return { ...world, put, lastBeat };
}

describe('who may report', () => {
  const ROUTES = [
    ['PUT', 'status', { status: 'running' }],
    ['POST', 'heartbeat', {}],
  ] as const;

  it.each([
    ['no key', null, 'An API key is required'],
    ['a key nobody has', 'wrong', 'Invalid API key'],
    ["a reader's key", 'the-reader', 'Invalid API key'],
    ["a service's own key", 'of-a-service', 'Invalid API key'],
  ])('with %s it is 401, and nobody learns which ids or bodies are right', async (_what, key, error) => {
    const { send, store } = await world();
    for (const [method, what, body] of ROUTES) {
      for (const id of ['a', 'nobody', '%', '-']) {
        for (const sent of [body, '{', { status: 5 }]) {
          const answer = await send(method, `${PATH}/${id}/${what}`, sent, { key });
          expect([answer.status, answer.body]).toEqual([401, { error }]);
        }
      }
    }
    expect(await store.beats({ kind: 'scheduler', id: 'a' }, { limit: 1 })).toEqual([]);
  });

  it('a guess counts, a key that somebody has does not', async () => {
    const { put } = await world({ rateLimit: true });
    const statuses = async (key: string) => {
      const answers = new Set<number | undefined>();
      for (let i = 0; i < 21; i++) answers.add((await put({ status: 'running' }, { key })).status);
      return [...answers];
    };
    expect(await statuses('another-writer')).toEqual([401]);
    expect(await statuses('the-reader')).toEqual([401]);
    expect(await statuses('wrong')).toEqual([401, 429]);
    expect((await put({ status: 'running' })).status).toBe(200);
  });

  it("a writer's key on what is not registered is 404", async () => {
    const { send } = await world();
    for (const [method, what, body] of ROUTES) {
      for (const id of ['nobody', '%', '%2e%2e', '-', 'x'.repeat(129)]) {
        const answer = await send(method, `${PATH}/${id}/${what}`, body);
        expect([answer.status, answer.body]).toEqual([404, { error: 'Scheduler not registered' }]);
      }
    }
  });

  it('takes the key as Authorization: Bearer too', async () => {
    const { put } = await world();
    const headers = { authorization: 'Bearer the-writer' };
    expect((await put({ status: 'running' }, { headers })).status).toBe(200);
  });

  it('an id of another kind is no scheduler', async () => {
    const { has, send } = await world();
    await has({ id: 'shop', key: 'shop-key' });
    expect((await send('PUT', `${PATH}/shop/status`, { status: 'running' })).status).toBe(404);
  });
});

describe('what is kept', () => {
  it.each([
    ['pending', 'pending'],
    ['running', 'started'],
    ['completed', 'succeeded'],
    ['failed', 'failed'],
  ])('%s', async (status, type) => {
    const { put, lastBeat, clock } = await world();
    await put({ status, run_id: 'r1', metadata: { rows: 7 }, error_message: 'why', execution_time_ms: 1.5 });
    expect(await lastBeat()).toMatchObject({
      at: clock.now(),
      type,
      runId: 'r1',
      metadata: { rows: 7 },
      message: 'why',
      clientDurationMs: 1.5,
    });
  });

  it('a client time that cannot be read never costs the report', async () => {
    const { put, lastBeat, stored } = await world();
    for (const timestamp of ['yesterday', '', 1e308, { seconds: 5 }, ['2024-01-15'], true, null]) {
      expect((await put({ status: 'failed', timestamp })).status).toBe(200);
      expect(await lastBeat()).not.toHaveProperty('clientTime');
    }
    expect((await stored('a')).status).toBe('down');
    await put({ status: 'failed', timestamp: '2024-01-15T01:00:00.123456Z' });
    expect(await lastBeat()).toMatchObject({ clientTime: '2024-01-15T01:00:00.123Z' });
  });

  it.each([
    ['r1', 'r1'],
    [4_711, '4711'],
    ['scheduled__2024-01-15T00:00:00+00:00', 'scheduled__2024-01-15T00:00:00+00:00'],
    ['läuft 💥', 'läuft 💥'],
    ['__proto__', '__proto__'],
    ['constructor', 'constructor'],
    ['', undefined],
    [null, undefined],
    ['-', undefined],
  ])('a run_id of %j is %j, from its start to its end', async (run_id, runId) => {
    const { put, lastBeat, clock, runs } = await world();
    await put({ status: 'running', run_id });
    clock.advance(MINUTE);
    await put({ status: 'completed', run_id });
    expect(await lastBeat()).toMatchObject({ durationMs: MINUTE });
    expect((await lastBeat())?.runId).toBe(runId);
    expect(await runs('a')).toMatchObject({ current_runs: [], runs: [{ duration_ms: MINUTE }] });
  });

  it('a heartbeat needs no body, and keeps what it is given', async () => {
    const { send, lastBeat } = await world();
    expect((await send('POST', `${PATH}/a/heartbeat`)).status).toBe(200);
    expect((await send('POST', `${PATH}/a/heartbeat`, { metadata: { rows: 3 } })).status).toBe(200);
    expect(await lastBeat()).toMatchObject({ type: 'alive', metadata: { rows: 3 } });
  });

  it('a heartbeat outside of a run changes nothing but when it was heard', async () => {
    const { send, report, stored, clock } = await world();
    await report('a', 'failed');
    const before = await stored('a');
    clock.advance(SECOND);
    await send('POST', `${PATH}/a/heartbeat`, { scheduler_id: 'a' });
    await send('POST', `${PATH}/a/heartbeat`, { run_id: 'nobody knows it' });
    const { version: _v, ...after } = await stored('a');
    const { version: _w, ...expected } = { ...before, lastBeatAt: clock.now() };
    expect(after).toEqual(expected);
  });
});

describe('what does not fit', () => {
  it.each([
    [undefined, 'The body is required'],
    ['[]', 'The body must be an object'],
    ['"failed"', 'The body must be an object'],
    [{}, 'status is required'],
    [{ status: 'done' }, 'status must be pending, running, completed or failed'],
    [{ status: 'FAILED' }, 'status must be pending, running, completed or failed'],
    [{ status: 'failed', scheduler_id: 'b' }, 'scheduler_id must be the one in the address'],
    [{ status: 'failed', scheduler_id: '' }, 'scheduler_id must be the one in the address'],
    [{ status: 'failed', scheduler_id: 5 }, 'scheduler_id must be text'],
    [{ status: 'failed', run_id: {} }, 'run_id must be text or a number'],
    [{ status: 'failed', metadata: [] }, 'metadata must be an object'],
    [{ status: 'failed', error_message: { code: 5 } }, 'error_message must be text'],
    [{ status: 'failed', execution_time_ms: '5' }, 'execution_time_ms must be a number'],
  ])('%j: 400', async (body, error) => {
    const { put, lastBeat } = await world();
    const answer = await put(body);
    expect([answer.status, answer.body.error]).toEqual([400, error]);
    expect(answer.body.issues).toHaveLength(1);
    expect(await lastBeat()).toBeUndefined();
  });

  it('what is not JSON is 400', async () => {
    const { put } = await world();
    expect(await put('{"status": "failed"')).toMatchObject({
      status: 400,
      body: { error: 'The body is not valid JSON' },
    });
  });

  it('unknown fields are ignored, names of any length are too', async () => {
    const { put } = await world();
    const body = { status: 'running', service_name: 'x'.repeat(5_000), host: { name: 'db-1' } };
    expect((await put(body)).body).not.toHaveProperty('truncated');
  });
});

describe('a report that is too long', () => {
  const trace = `Error: no such file\n${'    at performEODTasks (/srv/eod.js:12:7)\n'.repeat(25_000)}`;

  it('of 1 MB, as message and in the metadata too, goes down with what fits of it', async () => {
    const { put, stored, lastBeat } = await world();
    expect(trace.length).toBeGreaterThan(1_000_000);
    const body = {
      scheduler_id: 'a',
      status: 'failed',
      error_message: trace,
      metadata: { error_type: 'Error', stack_trace: trace },
    };
    const answer = await put(body);
    expect(answer).toMatchObject({ status: 200, body: { truncated: ['error_message', 'metadata'] } });
    expect(await stored('a')).toMatchObject({ status: 'down', reason: 'reported-failure' });
    const kept = (await lastBeat())!;
    expect(kept.message).toBe(trace.slice(0, 2_000));
    expect(kept.metadata).toMatchObject({
      error_type: 'Error',
      stack_trace: expect.stringMatching(/^Error: no/),
    });
    expect(JSON.stringify(kept.metadata).length).toBeLessThanOrEqual(8_192);
  });

  it('in base64, as a gateway may send it', async () => {
    const { put, stored } = await world();
    expect((await put({ status: 'failed', error_message: trace }, { base64: true })).status).toBe(200);
    expect((await stored('a')).status).toBe('down');
  });

  it('of more than 5 MiB is refused with the limit', async () => {
    const { put } = await world();
    const body = (bytes: number) => `{"status":"failed","error_message":"${'x'.repeat(bytes - 38)}"}`;
    const most = 5 * 1_024 * 1_024;
    expect(body(most)).toHaveLength(most);
    expect((await put(body(most))).status).toBe(200);
    const answer = await put(body(most + 1));
    expect([answer.status, answer.body]).toEqual([413, { error: 'A body has at most 5 MiB' }]);
  });

  it('whoever registers has no reason to send as much', async () => {
    const { send } = await world();
    const body = { scheduler_id: 'a', job_name: 'x'.repeat(300_000) };
    expect((await send('POST', `${PATH}/register`, body)).status).toBe(413);
  });

  it('a run_id is cut to 128 characters, and still the same at its end', async () => {
    const { put, runs } = await world();
    const run_id = 'r'.repeat(500);
    expect((await put({ status: 'running', run_id })).body.truncated).toEqual(['run_id']);
    await put({ status: 'failed', run_id });
    expect((await runs('a')).runs).toMatchObject([
      { run_id: 'r'.repeat(128), outcome: 'failed', duration_ms: 0 },
    ]);
  });

  it('halves no character and writes no half one', async () => {
    const { put, lastBeat } = await world();
    await put({ status: 'failed', error_message: `${'x'.repeat(1_999)}💥` });
    expect((await lastBeat())?.message).toBe('x'.repeat(1_999));
    await put('{"status":"failed","error_message":"\\ud83d","run_id":"\\ud83d"}');
    expect(await lastBeat()).toMatchObject({ message: '\ufffd', runId: '\ufffd' });
  });
});

it('a flood of heartbeats cannot swallow the news of a failure', async () => {
  const { send, put, stored } = await world({ rateLimit: true });
  const beat = () => send('POST', `${PATH}/a/heartbeat`, {});
  for (let i = 0; i < 30; i++) await beat();
  expect(await beat()).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
  expect((await put({ status: 'failed' })).status).toBe(200);
  expect((await stored('a')).status).toBe('down');
});
