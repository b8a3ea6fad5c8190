import { describe, expect, test } from '@jest/globals';
import { hasWaiting } from '../../core/monitor/outbox.ts';
import { subjectOf } from '../../core/monitor/ref.ts';
import { transitionId } from '../../core/monitor/transition.ts';
import { HOUR, MINUTE, SECOND } from '../support/monitors.ts';
import { SimulatedFleet } from '../support/simulated-fleet.ts';

const WINDOW = 10 * SECOND;

/** One random life of a small fleet: beats, failures, config, deletion, crashes, lost sweeps, deafness. */
async function live(seed: number, publishFails: number): Promise<SimulatedFleet> {
  const fleet = new SimulatedFleet({ seed, windowMs: WINDOW, monitors: 3 });
  fleet.publishFails = publishFails;
  const pick = <T>(items: readonly T[]): T => items[Math.floor(fleet.random() * items.length)]!;
  for (const ref of fleet.refs) fleet.add(ref);
  await fleet.settle();
  for (let i = 0; i < 120; i++) {
    const ref = pick(fleet.refs);
    const dice = fleet.random();
    if (dice < 0.5) fleet.beat(ref, 'alive');
    else if (dice < 0.6) fleet.beat(ref, 'failed');
    else if (dice < 0.65) fleet.beat(ref, 'degraded');
    else if (dice < 0.7) fleet.rename(ref);
    else if (dice < 0.73) fleet.remove(ref);
    else if (dice < 0.78) fleet.add(ref);
    else if (dice < 0.82) fleet.sweep();
    else if (dice < 0.84) fleet.crash();
    else fleet.clock.advance(pick([1, 500, SECOND, 3 * SECOND, WINDOW, 2 * WINDOW]));
    await fleet.steps(Math.floor(fleet.random() * 30));
  }
  return fleet;
}

describe('the paths of beat, silence and alert under any interleaving and crash', () => {
  test.each([
    ['a publisher that works', 0],
    ['a publisher that often fails', 0.4],
  ])(
    'with %s, no death is missed, no alarm is false and no transition is lost',
    async (_name, publishFails) => {
      let deaths = 0;
      for (let seed = 1; seed <= 150; seed++) {
        const fleet = await live(seed, publishFails);
        fleet.publishFails = 0;
        await fleet.pass(3 * MINUTE);
        const facts = {
          seed,
          violations: fleet.violations,
          falseAlarms: fleet.falseAlarms(),
          untold: fleet.untold(),
        };
        expect(facts).toEqual({ seed, violations: [], falseAlarms: [], untold: [] });
        for (const ref of fleet.refs) {
          const monitor = fleet.store.monitors.get(subjectOf(ref));
          if (!monitor || monitor.expiresAt !== undefined || monitor.lastBeatAt === undefined) continue;
          expect({ seed, id: ref.id, status: monitor.status }).toEqual({ seed, id: ref.id, status: 'down' });
          expect(hasWaiting(monitor)).toBe(false);
          deaths += 1;
        }
      }
      expect(deaths).toBeGreaterThan(100);
    },
  );

  test('an earlier life that was deleted is told to its end, and the next one alarms again', async () => {
    const fleet = new SimulatedFleet({ seed: 7, windowMs: WINDOW, monitors: 1 });
    const ref = fleet.refs[0]!;
    for (let life = 0; life < 3; life++) {
      fleet.add(ref);
      await fleet.settle();
      fleet.beat(ref, 'alive');
      await fleet.pass(30 * SECOND);
      fleet.remove(ref);
      // The next life begins before the end of this one could be told.
      if (life === 1) await fleet.steps(3);
      else await fleet.settle();
    }
    await fleet.pass(2 * MINUTE);
    const told = [...new Map(fleet.published.map((t) => [transitionId(t), `${t.from} ${t.to}`])).values()];
    expect(told.filter((t) => t === 'up down')).toHaveLength(3);
    expect(told.filter((t) => t === 'down closed')).toHaveLength(3);
    expect(new Set(fleet.published.map((t) => t.born)).size).toBe(3);
  });

  test('a calm monitor with a window of 2 s costs at most one ticket per beat', async () => {
    const fleet = new SimulatedFleet({ seed: 3, windowMs: 2 * SECOND, monitors: 1 });
    const ref = fleet.refs[0]!;
    fleet.add(ref);
    await fleet.settle();
    const hours = 24;
    let beats = 0;
    for (let ms = 0; ms < hours * HOUR; ms += 1_100) {
      fleet.beat(ref, 'alive');
      beats += 1;
      await fleet.pass(1_100);
    }
    expect(fleet.published.map((t) => t.to)).toEqual(['up']);
    const sweeps = (hours * HOUR) / MINUTE;
    process.stdout.write(
      `${hours} h of a calm monitor, window 2 s: ${beats} beats, ${fleet.ticketsHandled} tickets\n`,
    );
    // A deadline stands on a beat, and each sweep may double the ticket under way: tickets do not multiply.
    expect(fleet.ticketsHandled).toBeLessThanOrEqual(beats + sweeps + 2);
  });
});
