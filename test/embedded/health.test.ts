import { describe, expect, it } from '@jest/globals';
import { hearCanary } from '../../core/paths/listen.ts';
import { bodyOf } from '../support/http-event.ts';
import { openHttpWorld } from '../support/http-world.ts';
import { MINUTE, SECOND } from '../support/monitors.ts';

async function healthOf(settings: { longestCanaryPauseMs?: number }) {
  const world = await openHttpWorld(settings);
  const store = async () => {
    const answer = await world.send('GET', '/health');
    const { checks } = bodyOf(answer) as { checks: { store: string } };
    return [answer.statusCode, checks.store];
  };
  return { world, store };
}

describe('GET /health where canaries come steadily', () => {
  it('says that the store fails once none was written for longer than a canary may be late', async () => {
    const { world, store } = await healthOf({ longestCanaryPauseMs: 3_000 });
    await hearCanary(world.store, world.clock.now());
    world.clock.advance(5 * SECOND);
    expect(await store()).toEqual([200, 'ok']);
    world.clock.advance(1);
    expect(await store()).toEqual([503, 'failing']);
    await hearCanary(world.store, world.clock.now());
    expect(await store()).toEqual([200, 'ok']);
  });

  it('gives the first canary after a start its time, however old the last one is', async () => {
    const { world, store } = await healthOf({ longestCanaryPauseMs: 3_000 });
    await hearCanary(world.store, world.clock.now() - 60 * MINUTE);
    expect(await store()).toEqual([200, 'ok']);
    world.clock.advance(6 * SECOND);
    expect(await store()).toEqual([503, 'failing']);
  });
});

describe('GET /health where canaries come now and then', () => {
  it('only asks whether the store can be read', async () => {
    const { world, store } = await healthOf({});
    world.clock.advance(MINUTE);
    expect(await store()).toEqual([200, 'ok']);
  });
});
