import { describe, expect, it } from '@jest/globals';
import { DAY, MINUTE, SECOND } from '../support/monitors.ts';
import { daemonRef, daemonWorld, ID, REGISTERED_AT } from './daemon-world.ts';

async function registeredWorld() {
  const world = await daemonWorld();
  await world.register();
  world.clock.advance(SECOND);
  return { ...world, monitor: async () => (await world.store.read(daemonRef(ID)))! };
}

describe('POST /api/daemon/heartbeat', () => {
  it.each([
    ['healthy', 'up', 'heartbeat'],
    ['degraded', 'degraded', 'reported-degraded'],
    ['unhealthy', 'down', 'reported-failure'],
  ])('%s is %s', async (status, is, reason) => {
    const { beat, monitor } = await registeredWorld();
    expect(await beat({ status })).toMatchObject({ status: 200, body: { success: true } });
    expect(await monitor()).toMatchObject({ status: is, reason, vitals: { status } });
  });

  it('a daemon that is well again is up again', async () => {
    const { beat, monitor } = await registeredWorld();
    await beat({ status: 'unhealthy', message: 'queue gone' });
    expect((await monitor()).last).toMatchObject({ from: 'up', to: 'down', message: 'queue gone' });
    await beat({ status: 'degraded' });
    await beat();
    expect(await monitor()).toMatchObject({ status: 'up', reason: 'recovered', sequence: 4 });
  });

  it('keeps counter, task, figures and the words of the moment', async () => {
    const { beat, monitor, store } = await registeredWorld();
    const metadata = { avgResponseTimeMs: 12.5, errorRate: 0.02, host: 'mini' };
    const lastHeartbeat = '2026-01-25T11:59:59Z';
    await beat({ tasksProcessed: 42, currentTask: 'evt_1', lastHeartbeat, message: 'busy', metadata });
    const vitals = {
      status: 'healthy',
      tasksProcessed: 42,
      currentTask: 'evt_1',
      avgResponseTimeMs: 12.5,
      errorRate: 0.02,
    };
    expect(await monitor()).toMatchObject({ lastMessage: 'busy', vitals });
    const [record] = await store.beats(daemonRef(ID), { limit: 1 });
    const at = REGISTERED_AT + SECOND;
    expect(record).toMatchObject({ at, type: 'alive', vitals, metadata, clientTime: lastHeartbeat });
  });

  it('the daemon’s own clock decides nothing', async () => {
    const { beat, health, clock } = await registeredWorld();
    for (const lastHeartbeat of ['1999-01-01', '2099-01-01T00:00:00Z', 'soon', '']) {
      expect((await beat({ lastHeartbeat })).status).toBe(200);
      expect((await health()).active).toEqual([ID]);
    }
    clock.advance(MINUTE + 1);
    expect((await health()).stale).toEqual([ID]);
  });

  it.each([
    ['nothing but its state', {}, {}],
    [
      'null',
      { tasksProcessed: null, currentTask: null, lastHeartbeat: null, message: null, metadata: null },
      {},
    ],
    ['no task at hand', { currentTask: '' }, {}],
    ['a part of a task', { tasksProcessed: 1.5 }, { tasksProcessed: 1.5 }],
    ['figures that are none', { metadata: { avgResponseTimeMs: '12', errorRate: null } }, {}],
    ['figures that cannot be', { metadata: { avgResponseTimeMs: -1, errorRate: 2 } }, {}],
    ['unknown fields', { host: 'mini', uptime: { s: 5 } }, {}],
  ])('takes %s', async (_what, fields, vitals) => {
    const { beat, monitor } = await registeredWorld();
    expect(await beat(fields)).toMatchObject({ status: 200, body: { success: true } });
    expect((await monitor()).vitals).toEqual({ status: 'healthy', ...vitals });
  });

  it.each([
    ['tasksProcessed', -3, 0],
    ['tasksProcessed', 1e300, Number.MAX_SAFE_INTEGER],
    ['currentTask', 't'.repeat(500), 't'.repeat(128)],
    ['currentTask', `${'t'.repeat(127)}💥`, 't'.repeat(127)],
  ])('is never refused for the size of %s', async (field, sent, kept) => {
    const { beat, monitor } = await registeredWorld();
    const answer = await beat({ status: 'unhealthy', [field]: sent });
    expect(answer).toMatchObject({ status: 200, body: { success: true, truncated: [field] } });
    expect(await monitor()).toMatchObject({ status: 'down', vitals: { [field]: kept } });
  });

  it('nor for that of its words: each is cut, and said to be', async () => {
    const { beat, monitor, store } = await registeredWorld();
    const sent = {
      status: 'unhealthy',
      lastHeartbeat: 'x'.repeat(100),
      message: 'm'.repeat(100_000),
      metadata: { errorRate: 0.5, dump: 'd'.repeat(100_000) },
    };
    const answer = await beat(sent);
    expect(answer.body).toEqual({ success: true, truncated: ['lastHeartbeat', 'message', 'metadata'] });
    expect(await monitor()).toMatchObject({ status: 'down', vitals: { errorRate: 0.5 } });
    const [record] = await store.beats(daemonRef(ID), { limit: 1 });
    expect(record?.message).toHaveLength(2_000);
    expect(record?.clientTime).toHaveLength(64);
    expect(JSON.stringify(record?.metadata).length).toBeLessThanOrEqual(8_192);
  });

  it('refuses what does not fit, names it, and does not count it as heard', async () => {
    const { send, monitor } = await registeredWorld();
    const refused: [unknown, string][] = [
      [undefined, 'The body is required'],
      ['{"daemonId":', 'The body is not valid JSON'],
      [[], 'The body must be an object'],
      [{ status: 'healthy' }, 'daemonId is required'],
      [{ daemonId: ID }, 'status is required'],
      [{ daemonId: ID, status: null }, 'status is required'],
      [{ daemonId: ID, status: 'Healthy' }, 'status must be healthy, degraded or unhealthy'],
      [{ daemonId: ID, status: 'up' }, 'status must be healthy, degraded or unhealthy'],
      [{ daemonId: ID, status: 'healthy', tasksProcessed: '42' }, 'tasksProcessed must be a number'],
      [{ daemonId: ID, status: 'healthy', currentTask: 5 }, 'currentTask must be text'],
      [{ daemonId: ID, status: 'healthy', lastHeartbeat: 5 }, 'lastHeartbeat must be text'],
      [{ daemonId: ID, status: 'healthy', message: {} }, 'message must be text'],
      [{ daemonId: ID, status: 'healthy', metadata: 'x' }, 'metadata must be an object'],
    ];
    for (const [body, error] of refused) {
      const answer = await send('POST', '/api/daemon/heartbeat', body);
      expect([body, answer.status, answer.body.error]).toEqual([body, 400, error]);
    }
    expect((await monitor()).lastBeatAt).toBe(REGISTERED_AT);
  });

  it('a failure is told however long its stack trace is, up to 5 MiB', async () => {
    const { beat, monitor } = await registeredWorld();
    expect(await beat({ status: 'unhealthy', message: 'x'.repeat(1_000_000) })).toMatchObject({
      status: 200,
      body: { success: true, truncated: ['message'] },
    });
    expect((await monitor()).status).toBe('down');
    expect((await beat({ message: 'x'.repeat(6_000_000) })).status).toBe(413);
  });

  it('revives one that was stale, as it is now', async () => {
    const { beat, health, monitor, clock } = await registeredWorld();
    clock.advance(DAY);
    expect(await health()).toEqual({ active: [], stale: [ID], totalActive: 0 });
    expect((await beat({ status: 'degraded' })).status).toBe(200);
    expect(await health()).toEqual({ active: [ID], stale: [], totalActive: 1 });
    expect((await monitor()).status).toBe('degraded');
  });

  it('is not taken while the store is out', async () => {
    const { beat, store } = await registeredWorld();
    const { StoreUnavailable } = await import('../../core/ports/monitor-store.ts');
    store.recordSteady = async () => {
      throw new StoreUnavailable('disk full');
    };
    const answer = await beat();
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
  });
});
