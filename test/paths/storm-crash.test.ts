import { describe, expect, test } from '@jest/globals';
import type { Monitor } from '../../core/monitor/monitor.ts';
import { hasWaiting } from '../../core/monitor/outbox.ts';
import { CrashingWorld } from '../support/crashing-world.ts';
import { aService, every, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { heardAt } from '../support/stage.ts';

const CHANNELS = ['pager', 'chat'];
/** More than a handful, so that some of them are told in a group. */
const MONITORS = 9;
const RUNS = 1_000;

/** Numbers in [0, 1) that a seed repeats (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const monitors: readonly Monitor[] = Array.from({ length: MONITORS }, (_, n) =>
  heardAt(aService({ id: `service-${n}`, config: { schedule: every(MINUTE) } }), T0),
);

function newWorld(): CrashingWorld {
  const world = new CrashingWorld(...CHANNELS);
  for (const monitor of monitors) world.put(monitor);
  return world;
}

/** How many calls of ports there are from the deadline until everything is recorded, if nothing crashes. */
async function callsOfCalmLife(): Promise<number> {
  const world = newWorld();
  world.restart();
  await world.live(3 * MINUTE);
  return world.calls.length;
}

describe('a storm in a process that crashes', () => {
  test(`${RUNS} seeded lives: each channel is told each transition at least once, and never after its record`, async () => {
    const calls = await callsOfCalmLife();
    let crashes = 0;
    let repeated = 0;
    let grouped = 0;
    for (let seed = 0; seed < RUNS; seed++) {
      const random = seeded(seed);
      const world = newWorld();
      // One crash in each life, and now and then a second and a third.
      for (let died = true; died; died = random() < 0.4) {
        world.restart({ call: 1 + Math.floor(random() * calls), when: random() < 0.5 ? 'before' : 'after' });
        if (!(await world.live(2 * MINUTE))) crashes += 1;
        world.clock.advance(SECOND);
      }
      world.restart();
      await world.live(30 * MINUTE);
      const expected = CHANNELS.flatMap((channel) =>
        monitors.map(({ kind, id, born }) => `${channel} ${kind}/${id}/${born}/1`),
      ).sort();
      expect({ seed, told: [...new Set(world.delivered)].sort() }).toEqual({ seed, told: expected });
      expect({ seed, toldAgain: world.toldAgain }).toEqual({ seed, toldAgain: [] });
      const states = [...new Set([...world.store.deliveries.values()].map(({ state }) => state))];
      expect({ seed, states }).toEqual({ seed, states: ['delivered'] });
      expect(monitors.some((monitor) => hasWaiting(world.stored(monitor)))).toBe(false);
      if (world.delivered.length > expected.length) repeated += 1;
      if (world.messages < world.delivered.length) grouped += 1;
    }
    process.stdout.write(
      `${crashes} crashes in ${RUNS} lives over ${calls} calls; ${repeated} lives repeated something unrecorded, ${grouped} told groups\n`,
    );
    expect(crashes).toBeGreaterThan(RUNS);
    expect(repeated).toBeGreaterThan(0);
    expect(grouped).toBeGreaterThan(RUNS / 4);
  });
});
