import { describe, expect, it } from '@jest/globals';
import { DAY, MINUTE, SECOND } from '../support/monitors.ts';
import { daemonWorld, ID, REGISTRATION } from './daemon-world.ts';

describe('GET /api/daemon/health', () => {
  it('a daemon is active for 60 s after it was heard, and stale from then on', async () => {
    const { register, beat, health, clock } = await daemonWorld();
    await register();
    clock.advance(MINUTE);
    expect(await health()).toEqual({ active: [ID], stale: [], totalActive: 1 });
    clock.advance(1);
    expect(await health()).toEqual({ active: [], stale: [ID], totalActive: 0 });
    await beat();
    clock.advance(MINUTE);
    expect((await health()).active).toEqual([ID]);
    clock.advance(1);
    expect((await health()).stale).toEqual([ID]);
  });

  it('stale ones have the same shape, with what they said last', async () => {
    const { register, beat, send, clock } = await daemonWorld();
    await register();
    await beat({ status: 'degraded', tasksProcessed: 5, currentTask: 'evt_9' });
    clock.advance(DAY);
    const { body } = await send('GET', '/api/daemon/health');
    expect(body).toEqual({
      activeDaemons: [],
      stale: [
        {
          ...REGISTRATION,
          lastHeartbeat: '2026-01-25T12:00:00.000Z',
          status: 'degraded',
          tasksProcessed: 5,
          currentTask: 'evt_9',
        },
      ],
      totalActive: 0,
    });
  });

  it('one that is unhealthy but heard is active', async () => {
    const { register, beat, send } = await daemonWorld();
    await register();
    await beat({ status: 'unhealthy' });
    const { body } = await send('GET', '/api/daemon/health');
    expect(body).toMatchObject({ activeDaemons: [{ daemonId: ID, status: 'unhealthy' }], totalActive: 1 });
  });

  it('each is measured by its own limit, and they stand in the order of their ids', async () => {
    const { register, health, clock } = await daemonWorld();
    await register({ daemonId: 'c', stalenessThreshold: 300 });
    await register({ daemonId: 'a', stalenessThreshold: 10 });
    await register({ daemonId: 'b' });
    expect((await health()).active).toEqual(['a', 'b', 'c']);
    clock.advance(11 * SECOND);
    expect(await health()).toEqual({ active: ['b', 'c'], stale: ['a'], totalActive: 2 });
    clock.advance(MINUTE);
    expect(await health()).toEqual({ active: ['c'], stale: ['a', 'b'], totalActive: 1 });
  });

  it('shows response time and error rate of those who report them, and nothing more', async () => {
    const { register, beat, send } = await daemonWorld();
    await register();
    await beat({ metadata: { avgResponseTimeMs: 12, errorRate: 0, other: 'kept in its history' } });
    const { body } = await send('GET', '/api/daemon/health');
    expect(body.activeDaemons).toEqual([
      {
        ...REGISTRATION,
        lastHeartbeat: '2026-01-25T12:00:00.000Z',
        status: 'healthy',
        tasksProcessed: 0,
        avgResponseTimeMs: 12,
        errorRate: 0,
      },
    ]);
  });

  it('a paused daemon is active while it is heard, and alerts nobody where it is not', async () => {
    const { register, beat, send, health, clock } = await daemonWorld();
    await register();
    await send('POST', `/api/daemon/${ID}/pause`);
    expect((await health()).active).toEqual([ID]);
    clock.advance(DAY);
    expect(await health()).toEqual({ active: [], stale: [], totalActive: 0 });
    await beat({ status: 'unhealthy' });
    expect((await health()).active).toEqual([ID]);
    clock.advance(DAY);
    // Watched again from now on, not from old silence.
    await send('POST', `/api/daemon/${ID}/resume`);
    clock.advance(MINUTE);
    expect((await health()).active).toEqual([ID]);
    clock.advance(1);
    expect((await health()).stale).toEqual([ID]);
  });

  it('knows none that was removed, and no other kind', async () => {
    const { register, send, has, health } = await daemonWorld();
    await has({ id: 'a-service' });
    await register();
    expect((await send('DELETE', `/api/daemon/${ID}`)).status).toBe(204);
    expect(await health()).toEqual({ active: [], stale: [], totalActive: 0 });
  });

  it('may be a second old, but shows whoever has just registered', async () => {
    const { register, send, clock } = await daemonWorld();
    const total = async () => (await send('GET', '/api/daemon/health')).body.totalActive;
    expect(await total()).toBe(0);
    await register();
    expect(await total()).toBe(1);
    clock.advance(MINUTE + SECOND);
    expect(await total()).toBe(0);
  });
});

it('daemons stand in the status of all kinds too', async () => {
  const { register, beat, send } = await daemonWorld();
  await register();
  await beat({ status: 'unhealthy', message: 'queue gone' });
  const { body } = await send('GET', '/api/status?kind=daemon');
  expect(body.services).toMatchObject([
    { kind: 'daemon', id: ID, status: 'down', reason: 'reported-failure', message: 'queue gone' },
  ]);
});
