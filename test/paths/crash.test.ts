import { describe, expect, test } from '@jest/globals';
import { hasWaiting } from '../../core/monitor/outbox.ts';
import { CrashingWorld, type CrashPoint } from '../support/crashing-world.ts';
import { aService, every, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { heardAt } from '../support/stage.ts';

const SERVICE = aService({ config: { schedule: every(MINUTE) } });
const ALERT = `service/${SERVICE.id}/${T0}/1`;
const RECORD = 'store.changeDelivery';

/** A process in which an alert is on its way, until it is recorded or the process dies. */
async function alerting(world: CrashingWorld, way: 'silence' | 'failure'): Promise<boolean> {
  if (way === 'failure' && !(await world.fails(SERVICE))) return false;
  return world.live(2 * MINUTE);
}

const newWorld = (): CrashingWorld => {
  const world = new CrashingWorld();
  world.put(heardAt(SERVICE, T0));
  return world;
};

/** The calls from the flip's write to the delivery's record in a process that does not die. */
async function callsOf(
  way: 'silence' | 'failure',
): Promise<{ first: number; last: number; calls: string[] }> {
  const world = newWorld();
  world.restart();
  await alerting(world, way);
  const first = world.calls.indexOf('store.change') + 1;
  const last = world.calls.lastIndexOf(RECORD) + 1;
  return { first, last, calls: world.calls };
}

const pointsBetween = (first: number, last: number): CrashPoint[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i).flatMap((call) => [
    { call, when: 'before' as const },
    { call, when: 'after' as const },
  ]);

/** What must hold at last, wherever the processes died. */
async function checkTold(world: CrashingWorld, where: unknown): Promise<void> {
  world.restart();
  expect({ where, alive: await world.live(5 * MINUTE) }).toEqual({ where, alive: true });
  const delivery = world.store.deliveries.get(`${ALERT} pager`);
  expect({ where, state: delivery?.state, waits: hasWaiting(world.stored(SERVICE)) }).toEqual({
    where,
    state: 'delivered',
    waits: false,
  });
  expect({ where, ids: [...new Set(world.deliveredIds)] }).toEqual({ where, ids: [ALERT] });
  const times = world.deliveredIds.length;
  await world.live(10 * MINUTE);
  expect({ where, times: world.deliveredIds.length }).toEqual({ where, times });
}

describe.each([
  { way: 'silence', which: 'after its deadline' },
  { way: 'failure', which: 'that was reported' },
] as const)('an alert of a $way $which', ({ way }) => {
  test('is delivered once where nothing crashes', async () => {
    const world = newWorld();
    world.restart();
    await alerting(world, way);
    await checkTold(world, 'nowhere');
    expect(world.deliveredIds).toHaveLength(1);
  });

  test('survives a crash at every call: told at least once, by one id, and never after its record', async () => {
    const { first, last, calls } = await callsOf(way);
    let repeated = 0;
    for (const point of pointsBetween(first, last)) {
      const world = newWorld();
      world.restart(point);
      expect({ point, survived: await alerting(world, way) }).toEqual({ point, survived: false });
      const recorded = world.store.deliveries.get(`${ALERT} pager`)?.state === 'delivered';
      const before = world.deliveredIds.length;
      world.clock.advance(SECOND);
      if (way === 'failure' && world.stored(SERVICE).sequence === 0) await world.fails(SERVICE);
      await checkTold(world, { ...point, name: calls[point.call - 1] });
      if (recorded) expect(world.deliveredIds).toHaveLength(before);
      if (world.deliveredIds.length > 1) repeated += 1;
    }
    // Only between the channel's answer and its record: after the send, and before the record.
    expect(repeated).toBe(2);
    const tried = pointsBetween(first, last).length;
    process.stdout.write(`${tried} crash points between flip and record of a ${way}\n`);
    expect(tried).toBeGreaterThanOrEqual(26);
  });

  test('survives a second crash at every call of the process that comes after the first', async () => {
    const { first, last } = await callsOf(way);
    let tried = 0;
    for (const point of pointsBetween(first, last)) {
      for (let call = 1; call <= 60; call++) {
        const world = newWorld();
        world.restart(point);
        await alerting(world, way);
        if (way === 'failure' && world.stored(SERVICE).sequence === 0) break;
        world.restart({ call, when: call % 2 ? 'before' : 'after' });
        if (await world.live(3 * MINUTE)) break;
        await checkTold(world, { point, call });
        tried += 1;
      }
    }
    process.stdout.write(`${tried} pairs of crashes between flip and record of a ${way}\n`);
    expect(tried).toBeGreaterThan(100);
  });
});
