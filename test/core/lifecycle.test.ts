import { describe, expect, test } from '@jest/globals';
import { applySignal } from '../../core/monitor/apply-signal.ts';
import { armed } from '../../core/monitor/arm.ts';
import { boundsOf, shownStatus } from '../../core/monitor/deadline.ts';
import { judgeSilence } from '../../core/monitor/judge-silence.ts';
import { close, createMonitor, pause, reconfigure, resume } from '../../core/monitor/lifecycle.ts';
import type { MonitorConfig } from '../../core/monitor/monitor.ts';
import { moveTo, waitingSpans } from '../../core/monitor/outbox.ts';
import { patchBetween, patched } from '../../core/monitor/patch.ts';
import {
  aDaemon,
  anApplication,
  aScheduler,
  aService,
  cron,
  DAY,
  every,
  HOUR,
  having,
  MINUTE,
  SECOND,
  T0,
} from '../support/monitors.ts';

describe('A new life', () => {
  test('is unknown, owes nothing, and is woken at its deadline if it has one', () => {
    expect(aService()).toMatchObject({
      born: T0,
      version: 1,
      status: 'unknown',
      reason: 'created',
      sequence: 0,
    });
    expect(aService().dueAt).toBeUndefined();
    expect(anApplication({ config: { expectedFromStart: true } }).dueAt).toBe(T0 + 6 * MINUTE);
    expect(aScheduler().dueAt).toBe(Date.UTC(2026, 2, 3, 2, 30));
  });

  test('never shares its birth with the one before, even if the clock stands still or went back', () => {
    const first = aService();
    const second = createMonitor(first, first.config, 'key', T0, first);
    const third = createMonitor(first, first.config, 'key', T0 - HOUR, second);
    expect([second.born, third.born]).toEqual([T0 + 1, T0 + 2]);
    expect(third).toMatchObject({ since: T0 - HOUR, keyId: 'key' });
  });

  test('tells what the ones before it left untold, and is woken for it', () => {
    const first = close(having(aService(), ['alive', T0]), T0 + SECOND);
    const second = createMonitor(first, first.config, undefined, T0 + 2 * SECOND, first);
    expect(second).toMatchObject({ dueAt: T0 + 2 * SECOND, inherited: [{ born: T0, first: 1, last: 2 }] });
    const closed = { ...close(having(second, ['alive', T0 + HOUR]), T0 + HOUR), published: 1 };
    const third = createMonitor(first, first.config, undefined, T0 + DAY, closed);
    expect(waitingSpans(third)).toEqual([
      { born: T0, first: 1, last: 2 },
      { born: T0 + 2 * SECOND, first: 2, last: 2 },
    ]);
  });

  test('inherits nothing where all was told', () => {
    const told = { ...close(aService(), T0), published: 1 };
    expect(createMonitor(told, told.config, undefined, T0 + DAY, told).inherited).toBeUndefined();
  });
});

describe('The end of a life', () => {
  test('is a transition of its own, once, and waits to be told', () => {
    const closed = close(having(aScheduler(), ['started', T0]), T0 + HOUR);
    expect(closed).toMatchObject({
      status: 'closed',
      reason: 'deleted',
      sequence: 1,
      expiresAt: undefined,
    });
    expect(closed.runs).toEqual({});
    expect(close(closed, T0 + DAY)).toBe(closed);
    expect(pause(closed, T0 + DAY)).toBe(closed);
    expect(resume(closed, T0 + DAY)).toBe(closed);
    expect(judgeSilence(closed, T0 + 9_999 * DAY)).toBe(closed);
    expect(shownStatus(closed, T0 + DAY)).toBe('closed');
  });

  test('comes for a paused monitor too', () => {
    expect(close(pause(aService(), T0), T0 + HOUR).last).toMatchObject({ from: 'paused', to: 'closed' });
  });

  test('a change of status takes back that it was to expire', () => {
    const expiring = { ...aDaemon(), expiresAt: T0 + DAY };
    expect(moveTo(expiring, { to: 'up', reason: 'heartbeat', at: T0 }).expiresAt).toBeUndefined();
  });
});

describe('A pause', () => {
  test('says why, once, and only a paused monitor is resumed', () => {
    const monitor = aService();
    const paused = pause(monitor, T0 + SECOND, 'left-file');
    expect(paused).toMatchObject({ status: 'paused', reason: 'left-file' });
    expect(pause(paused, T0 + HOUR)).toBe(paused);
    expect(resume(monitor, T0 + HOUR)).toBe(monitor);
  });

  test('of a monitor that is down ends the down: what it is after the pause is not assumed', () => {
    const resumed = resume(pause(having(aService(), ['failed', T0]), T0 + HOUR), T0 + DAY);
    expect(resumed).toMatchObject({ status: 'unknown', sequence: 3, countFrom: T0 + DAY });
  });
});

describe('A pause in an open run', () => {
  const job = having(aScheduler({ config: { schedule: every(DAY), runLimits: { maxRuntimeMs: HOUR } } }), [
    'started',
    T0,
  ]);

  test('judges it by no limit; from its end on the run has all of its time again', () => {
    const paused = pause(job, T0 + MINUTE);
    expect(boundsOf(paused, paused.runs['-']!)).toBeUndefined();
    expect(judgeSilence(paused, T0 + DAY)).toBe(paused);
    const resumed = resume(paused, T0 + DAY);
    expect(boundsOf(resumed, resumed.runs['-']!)).toMatchObject({ endBy: T0 + DAY + HOUR });
    expect(judgeSilence(resumed, T0 + DAY + HOUR)).toBe(resumed);
    expect(judgeSilence(resumed, T0 + DAY + HOUR + 1)).toMatchObject({ status: 'down', reason: 'overrun' });
  });

  test('that was told of: if it still hangs afterwards, it is told again', () => {
    const down = judgeSilence(job, T0 + 2 * HOUR);
    const resumed = resume(pause(down, T0 + 3 * HOUR), T0 + DAY);
    expect(shownStatus(resumed, T0 + DAY)).toBe('running');
    expect(judgeSilence(resumed, T0 + DAY + HOUR + 1)).toMatchObject({
      reason: 'overrun',
      since: T0 + DAY + HOUR,
    });
  });
});

describe('A new configuration', () => {
  const job = aScheduler();
  const changes: [string, Partial<MonitorConfig>, boolean][] = [
    ['the schedule', { schedule: cron('30 3 * * *') }, true],
    ['the zone', { schedule: cron('30 2 * * *', 'Europe/Paris') }, true],
    ['the grace', { schedule: cron('30 2 * * *', 'UTC', MINUTE) }, true],
    ['the kind of schedule', { schedule: every(HOUR) }, true],
    ['the longest runtime', { runLimits: { maxRuntimeMs: HOUR } }, true],
    ['the longest silence of a run', { runLimits: { maxRuntimeMs: DAY, silenceMs: HOUR } }, true],
    ['whether it is expected', { expectedFromStart: false }, true],
    ['the name', { name: 'Other' }, false],
    ['the tags', { tags: ['x'] }, false],
    ['the thresholds', { thresholds: { failures: 3, recoveries: 3 } }, false],
    [
      'the same again',
      { schedule: cron('30 2 * * *'), runLimits: { maxRuntimeMs: DAY, silenceMs: undefined } },
      false,
    ],
    [
      'the same in another order',
      { schedule: { graceMs: 0, timezone: 'UTC', expression: '30 2 * * *', type: 'cron' } },
      false,
    ],
  ];

  test.each(changes)(
    'that changes %s: silence counts anew only if what is expected changed',
    (_, change, anew) => {
      const changed = reconfigure(job, { ...job.config, ...change }, 'key', T0 + HOUR);
      expect(changed).toMatchObject({ keyId: 'key', countFrom: anew ? T0 + HOUR : T0, sequence: 0 });
      expect(changed.config).toMatchObject(change);
    },
  );
});

describe('Waking', () => {
  const sooner = reconfigure(
    aScheduler({ config: { schedule: every(DAY) } }),
    { ...aScheduler().config, schedule: every(MINUTE) },
    undefined,
    T0,
  );

  test('comes nearer with a nearer deadline, and never later', () => {
    expect(armed(sooner, sooner, T0).dueAt).toBe(T0 + MINUTE);
    const soon = { ...sooner, dueAt: T0 + SECOND };
    expect(armed(soon, soon, T0).dueAt).toBe(T0 + SECOND);
  });

  test('comes at once for a flip, and for a schedule that cannot be evaluated', () => {
    const monitor = { ...aService(), dueAt: T0 + HOUR };
    expect(armed(monitor, having(monitor, ['alive', T0 + SECOND]), T0 + SECOND).dueAt).toBe(T0 + SECOND);
    const broken = aScheduler({ config: { schedule: cron('30 2 30 2 *') } });
    expect(broken.dueAt).toBe(T0);
    expect(armed(broken, { ...broken, dueAt: undefined }, T0 + HOUR).dueAt).toBe(T0 + HOUR);
  });

  test('a schedule that cannot be evaluated is not judged, and costs no report', () => {
    const broken = aScheduler({ config: { schedule: cron('30 2 * * *', 'Europe/Pariss') } });
    expect(() => judgeSilence(broken, T0 + DAY)).toThrow();
    expect(applySignal(broken, { type: 'started' }, T0).monitor.slotAt).toBe(T0);
    expect(applySignal(broken, { type: 'failed' }, T0).monitor.status).toBe('down');
    expect(applySignal(broken, { type: 'alive' }, T0).monitor.lastBeatAt).toBe(T0);
  });
});

describe('A write', () => {
  test('sets what is new, removes what is gone and leaves the rest', () => {
    const before = {
      ...having(aService(), ['alive', T0]),
      dueAt: T0 + HOUR,
      streak: { toward: 'down', count: 1 } as const,
    };
    const heard = { ...before, lastBeatAt: T0 + SECOND, streak: undefined };
    expect(patchBetween(before, heard)).toEqual({ set: { lastBeatAt: T0 + SECOND }, remove: ['streak'] });
    const written = patched(before, patchBetween(before, heard));
    expect(written).not.toHaveProperty('streak');
    expect(written).toMatchObject({ version: before.version + 1, lastBeatAt: T0 + SECOND, dueAt: T0 + HOUR });
  });

  test('never touches what identifies a life, and equal values are no change', () => {
    const monitor = aService();
    expect(patchBetween(monitor, { ...monitor, born: 1, version: 9, id: 'y', kind: 'daemon' })).toEqual({
      set: {},
      remove: [],
    });
    expect(
      patchBetween(monitor, { ...monitor, config: { ...monitor.config, tags: [...monitor.config.tags] } }),
    ).toEqual({
      set: {},
      remove: [],
    });
    expect(patchBetween({ ...monitor, lastMessage: undefined }, { ...monitor })).toEqual({
      set: {},
      remove: [],
    });
  });
});
