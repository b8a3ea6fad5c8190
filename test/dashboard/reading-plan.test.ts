import { expect, it } from '@jest/globals';
import type { MonitorAnswer } from '../../dashboard/app/api/shapes.ts';
import { ReadingPlan } from '../../dashboard/app/detail/reading-plan.ts';

const SERVICE = {
  kind: 'service',
  status: 'up',
  reason: 'heartbeat',
  since: '2026-03-02T12:00:00.000Z',
  createdAt: '2026-03-01T12:00:00.000Z',
  lastHeartbeat: '2026-03-02T12:00:00.000Z',
  openRuns: [],
  message: null,
} as unknown as MonitorAnswer;
const heardAt = (second: number, of = SERVICE): MonitorAnswer => ({
  ...of,
  lastHeartbeat: new Date(Date.parse('2026-03-02T12:00:00.000Z') + second * 1_000).toISOString(),
});

/** What is read in a minute of looks each four seconds. */
function minuteOf(monitorAt: (second: number) => MonitorAnswer): Record<string, number> {
  const plan = new ReadingPlan();
  const read: Record<string, number> = {};
  for (let second = 0; second < 60; second += 4) {
    plan.note(monitorAt(second));
    const due = plan.due(second * 1_000);
    for (const part of due) read[part] = (read[part] ?? 0) + 1;
    plan.done(due, second * 1_000);
  }
  return read;
}

it('reads everything once, and nothing more of a monitor that keeps still', () => {
  expect(minuteOf(() => SERVICE)).toEqual({ beats: 1, transitions: 1, runs: 1, uptime: 1 });
});

it('reads only the heartbeats of one that beats, a few times a minute', () => {
  expect(minuteOf(heardAt)).toEqual({ beats: 5, transitions: 1, runs: 1, uptime: 1 });
  const scheduler = { ...SERVICE, kind: 'scheduler' } as MonitorAnswer;
  expect(minuteOf((second) => heardAt(second, scheduler)).runs).toBe(5);
});

it('reads all of it at once after a change', () => {
  const plan = new ReadingPlan();
  plan.note(heardAt(0));
  plan.done(plan.due(0), 0);
  plan.note(heardAt(1));
  expect(plan.due(1_000)).toEqual([]);
  plan.note({ ...heardAt(1), status: 'down', since: '2026-03-02T12:00:01.000Z' });
  expect(plan.due(2_000)).toEqual(['beats', 'transitions', 'runs', 'uptime']);
});

it('reads again what could not be read', () => {
  const plan = new ReadingPlan();
  plan.note(SERVICE);
  expect(plan.due(0)).toHaveLength(4);
  plan.note(SERVICE);
  expect(plan.due(4_000)).toHaveLength(4);
});
