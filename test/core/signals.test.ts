import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applySignal } from '../../core/monitor/apply-signal.ts';
import { judgeSilence } from '../../core/monitor/judge-silence.ts';
import { keptMessage } from '../../core/monitor/kept-message.ts';
import { close, pause, resume } from '../../core/monitor/lifecycle.ts';
import type { Monitor } from '../../core/monitor/monitor.ts';
import {
  graver,
  SIGNAL_TYPES,
  type SignalType,
  steadyStateOf,
  verdictOf,
} from '../../core/monitor/signal.ts';
import type { Reason, Status } from '../../core/monitor/status.ts';
import { transitionId } from '../../core/monitor/transition.ts';
import {
  aDaemon,
  aMonitor,
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

/** A service in this status, brought there by signals alone. */
const BROUGHT: Partial<Record<Status, readonly SignalType[]>> = {
  unknown: [],
  up: ['alive'],
  degraded: ['degraded'],
  down: ['failed'],
};

const inStatus = (status: Status, thresholds = { failures: 1, recoveries: 1 }): Monitor => {
  const brought = having(aService(), ...(BROUGHT[status] ?? []).map((type) => [type, T0] as const));
  return { ...brought, config: { ...brought.config, thresholds } };
};

/** The statuses after each of these signals, a second apart. */
function statuses(monitor: Monitor, types: readonly SignalType[]): Status[] {
  let now = monitor;
  return types.map((type, i) => {
    now = applySignal(now, { type }, T0 + (i + 1) * SECOND).monitor;
    return now.status;
  });
}

describe('A signal', () => {
  test.each<[Status, SignalType, Status, Reason]>([
    ['unknown', 'alive', 'up', 'heartbeat'],
    ['unknown', 'degraded', 'degraded', 'reported-degraded'],
    ['unknown', 'failed', 'down', 'reported-failure'],
    ['up', 'degraded', 'degraded', 'reported-degraded'],
    ['up', 'failed', 'down', 'reported-failure'],
    ['degraded', 'alive', 'up', 'recovered'],
    ['degraded', 'failed', 'down', 'reported-failure'],
    ['down', 'alive', 'up', 'recovered'],
    ['down', 'degraded', 'degraded', 'reported-degraded'],
  ])('while %s: %s makes it %s', (from, type, to, reason) => {
    const { monitor } = applySignal(inStatus(from), { type, message: 'why' }, T0 + SECOND);
    expect(monitor).toMatchObject({ status: to, reason, since: T0 + SECOND });
    expect(monitor.last).toMatchObject({
      from,
      to,
      reason,
      at: T0 + SECOND,
      message: 'why',
      name: 'Payment API',
    });
  });

  test.each<[Status, SignalType]>([
    ['up', 'alive'],
    ['degraded', 'degraded'],
    ['down', 'failed'],
  ])('while %s: %s keeps it so, without a transition', (status, type) => {
    const monitor = inStatus(status);
    expect(applySignal(monitor, { type }, T0 + SECOND).monitor).toEqual({
      ...monitor,
      lastBeatAt: T0 + SECOND,
    });
  });

  test('older than the newest one is history only', () => {
    const monitor = having(aService(), ['alive', T0 + MINUTE]);
    expect(applySignal(monitor, { type: 'failed' }, T0 + MINUTE - 1).monitor).toBe(monitor);
    expect(applySignal(monitor, { type: 'failed' }, T0 + MINUTE).monitor.status).toBe('down');
  });

  test('ends a silence of which nobody was told yet without a word, and a told one as a recovery', () => {
    const silent = having(aService(), ['alive', T0]);
    expect(having(silent, ['alive', T0 + HOUR])).toMatchObject({ status: 'up', sequence: 1 });
    expect(having(judgeSilence(silent, T0 + HOUR), ['alive', T0 + HOUR])).toMatchObject({
      reason: 'recovered',
      sequence: 3,
    });
  });

  test('heard in the past of a flip is dated at the flip: history never runs backwards', () => {
    const resumed = resume(pause(aService(), T0 + HOUR), T0 + 2 * HOUR);
    expect(having(resumed, ['alive', T0 + HOUR])).toMatchObject({ status: 'up', since: T0 + 2 * HOUR });
  });

  test('is heard while paused, and after the end of the pause the monitor is unknown until it speaks', () => {
    const paused = having(pause(having(aService(), ['alive', T0]), T0 + SECOND), ['failed', T0 + HOUR]);
    expect(paused).toMatchObject({ status: 'paused', lastBeatAt: T0 + HOUR });
    expect(resume(paused, T0 + 2 * HOUR)).toMatchObject({ status: 'unknown', reason: 'resumed' });
  });

  test('of a closed monitor changes nothing', () => {
    const closed = close(aService(), T0);
    for (const type of SIGNAL_TYPES) expect(having(closed, [type, T0 + HOUR])).toBe(closed);
  });

  test('bears its message and figures, and keeps the last ones where it has none', () => {
    const told = applySignal(aDaemon(), { type: 'alive', message: 'busy', vitals: { done: 3 } }, T0).monitor;
    expect(having(told, ['alive', T0 + SECOND])).toMatchObject({ lastMessage: 'busy', vitals: { done: 3 } });
  });

  test('that ends a failure without a word ends its words too; the words of one that changes nothing stay', () => {
    const failed = applySignal(inStatus('up'), { type: 'failed', message: 'disk full' }, T0 + SECOND).monitor;
    const again = applySignal(failed, { type: 'failed' }, T0 + 2 * SECOND).monitor;
    expect(again.lastMessage).toBe('disk full');
    const recovered = applySignal(again, { type: 'alive' }, T0 + 3 * SECOND).monitor;
    expect(recovered).toMatchObject({ status: 'up', reason: 'recovered' });
    expect(recovered.lastMessage).toBeUndefined();
  });

  test('is told with 2,000 characters of its message at most, and never half a character', () => {
    const toldOf = (message: string) =>
      applySignal(aService(), { type: 'failed', message }, T0).monitor.last?.message;
    expect(toldOf('x'.repeat(2_000))).toBe('x'.repeat(2_000));
    expect(toldOf(`${'x'.repeat(1_999)}\u{1f600}`)).toBe(`${'x'.repeat(1_999)}\ufffd`);
  });

  test('is kept with 256 characters of its message at most, and never half a character', () => {
    expect(keptMessage('x'.repeat(1_000))).toHaveLength(256);
    expect(keptMessage(`${'x'.repeat(255)}\u{1f494}`)?.isWellFormed()).toBe(true);
    expect(keptMessage(undefined)).toBeUndefined();
    const long = applySignal(aService(), { type: 'failed', message: 'x'.repeat(1_000) }, T0).monitor;
    expect(long.lastMessage).toHaveLength(256);
  });
});

describe('Thresholds', () => {
  const two = { failures: 2, recoveries: 2 };

  test.each<[string, Status, SignalType[], Status[]]>([
    ['two bad in a row go down', 'up', ['failed', 'failed'], ['up', 'down']],
    [
      'a good one between starts the count again',
      'up',
      ['failed', 'alive', 'failed', 'failed'],
      ['up', 'up', 'up', 'down'],
    ],
    ['from unknown too', 'unknown', ['failed', 'failed'], ['unknown', 'down']],
    ['the first good one ever needs no other', 'unknown', ['alive'], ['up']],
    [
      'a good one after a single bad one that nobody was told',
      'unknown',
      ['failed', 'alive', 'failed'],
      ['unknown', 'up', 'up'],
    ],
    ['two good in a row come up', 'down', ['alive', 'alive'], ['down', 'up']],
    [
      'a bad one between starts the count again',
      'down',
      ['alive', 'failed', 'alive', 'alive'],
      ['down', 'down', 'down', 'up'],
    ],
    ['degraded is told at once', 'up', ['degraded'], ['degraded']],
    [
      'degraded breaks a count of bad ones',
      'up',
      ['failed', 'degraded', 'failed'],
      ['up', 'degraded', 'degraded'],
    ],
    ['degraded to down', 'degraded', ['failed', 'failed'], ['degraded', 'down']],
    ['degraded to up', 'degraded', ['alive', 'alive'], ['degraded', 'up']],
    [
      'a relapse starts the count again',
      'degraded',
      ['alive', 'degraded', 'alive', 'alive'],
      ['degraded', 'degraded', 'degraded', 'up'],
    ],
    [
      'bad and good in turns go nowhere',
      'degraded',
      ['failed', 'alive', 'failed', 'alive'],
      ['degraded', 'degraded', 'degraded', 'degraded'],
    ],
    ['degraded counts as half recovered', 'down', ['degraded', 'degraded'], ['down', 'degraded']],
    ['degraded and good together end a down', 'down', ['degraded', 'alive'], ['down', 'up']],
  ])('%s', (_, from, types, expected) => {
    expect(statuses(inStatus(from, two), types)).toEqual(expected);
  });

  test('are counted to the number: n - 1 are not enough, n are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.boolean(), (n, down) => {
        const monitor = inStatus(down ? 'up' : 'down', { failures: n, recoveries: n });
        const types = Array.from({ length: n }, () => (down ? 'failed' : 'alive') as SignalType);
        expect(statuses(monitor, types).indexOf(down ? 'down' : 'up')).toBe(n - 1);
      }),
    );
  });

  test('a missed deadline between two good ones breaks the row', () => {
    const down = inStatus('down', two);
    const recovering = having(down, ['alive', T0 + SECOND]);
    expect(having(recovering, ['alive', T0 + SECOND + 5 * MINUTE])).toMatchObject({ status: 'up' });
    expect(having(recovering, ['alive', T0 + SECOND + 5 * MINUTE + 1])).toMatchObject({
      status: 'down',
      streak: { count: 1 },
    });
  });

  test('a missed slot breaks the row of a job, even if the late start comes before its end', () => {
    const at = (day: number): number => Date.UTC(2026, 2, day, 2, 30);
    const job = having(
      aScheduler({ config: { schedule: cron('30 2 * * *', 'UTC', HOUR), thresholds: two } }),
      ['failed', at(3)],
      ['failed', at(4)],
    );
    const once = having(job, ['started', at(5)], ['succeeded', at(5) + MINUTE]);
    expect(once).toMatchObject({ status: 'down', streak: { toward: 'up', count: 1 } });
    const inTime = having(
      once,
      ['started', at(6) + MINUTE],
      ['alive', at(6) + MINUTE],
      ['succeeded', at(6) + 2 * MINUTE],
    );
    expect(inTime.status).toBe('up');
    const late = having(once, ['started', at(6) + 2 * HOUR], ['succeeded', at(6) + 3 * HOUR]);
    expect(late).toMatchObject({ status: 'down', streak: { count: 1 } });
  });

  test('silence is not counted: one missed deadline is enough, and ends the count', () => {
    const failing = having(inStatus('up', { failures: 9, recoveries: 9 }), ['failed', T0 + SECOND]);
    expect(judgeSilence(failing, T0 + HOUR)).toMatchObject({
      status: 'down',
      reason: 'missed',
      streak: undefined,
    });
  });

  test('a pause ends the count', () => {
    const failing = having(inStatus('up', two), ['failed', T0 + SECOND]);
    const resumed = resume(pause(failing, T0 + 2 * SECOND), T0 + 3 * SECOND);
    expect(having(resumed, ['failed', T0 + 4 * SECOND])).toMatchObject({
      status: 'unknown',
      streak: { count: 1 },
    });
  });
});

describe('A job', () => {
  const job = aScheduler();

  test.each<[SignalType, Status]>([
    ['pending', 'unknown'],
    ['started', 'unknown'],
    ['alive', 'unknown'],
    ['succeeded', 'up'],
    ['failed', 'down'],
  ])('never heard before, %s makes it %s', (type, status) => {
    expect(having(job, [type, T0]).status).toBe(status);
  });

  test('that failed is restored by a good end, not by a start or a heartbeat', () => {
    const failed = having(job, ['failed', T0]);
    const running = having(failed, ['started', T0 + SECOND], ['alive', T0 + 2 * SECOND]);
    expect(running.status).toBe('down');
    expect(having(running, ['succeeded', T0 + 3 * SECOND])).toMatchObject({
      status: 'up',
      reason: 'recovered',
    });
  });
});

describe('What a signal says', () => {
  test('a heartbeat is good news of everything but a job', () => {
    expect(verdictOf('scheduler', 'alive')).toBe('nothing');
    for (const kind of ['service', 'daemon', 'application'] as const)
      expect(verdictOf(kind, 'alive')).toBe('good');
  });

  test('of two for one monitor the graver is kept, of equal ones the later', () => {
    const signals = SIGNAL_TYPES.map((type) => ({ type }));
    const [alive, degraded, failed, pending, started, succeeded] = signals.map(
      (signal) => (other: SignalType) => graver(signal, { type: other }).type,
    );
    expect(SIGNAL_TYPES.map((type) => failed?.(type))).toEqual(SIGNAL_TYPES.map(() => 'failed'));
    expect(degraded?.('succeeded')).toBe('degraded');
    expect(alive?.('pending')).toBe('alive');
    expect(pending?.('alive')).toBe('alive');
    expect(started?.('alive')).toBe('started');
    expect(succeeded?.('started')).toBe('succeeded');
    expect(graver({ type: 'alive', message: 'a' }, { type: 'alive', message: 'b' }).message).toBe('b');
    fc.assert(
      fc.property(fc.constantFrom(...signals), fc.constantFrom(...signals), (a, b) => {
        expect(graver(a, b).type).toBe(graver(b, a).type);
      }),
    );
  });

  test.each([
    ['service', 'alive', undefined, { status: 'up' }],
    ['daemon', 'degraded', undefined, { status: 'degraded' }],
    ['application', 'failed', undefined, { status: 'down' }],
    ['service', 'started', undefined, undefined],
    ['scheduler', 'alive', undefined, { run: '-' }],
    ['scheduler', 'alive', 'a', { run: 'a' }],
    ['scheduler', 'started', 'a', undefined],
    ['scheduler', 'failed', undefined, undefined],
  ] as const)('%s, %s of run %s is steady in %j', (kind, type, runId, state) => {
    expect(steadyStateOf(kind, { type, runId })).toEqual(state);
  });
});

describe('An event', () => {
  test('has an id of its own for each change of each life', () => {
    const first = having(aMonitor('service'), ['alive', T0]);
    expect(first.last && transitionId(first.last)).toBe(`service/payment-api/${T0}/1`);
  });

  test('names the tags, the last beat before it and the reporter, as they were then', () => {
    const up = having(anApplication({ config: { tags: ['a'] } }), ['alive', T0]);
    const down = judgeSilence(up, T0 + DAY);
    expect(down.last).toMatchObject({ kind: 'application', lastBeatAt: T0, tags: ['a'], sequence: 2 });
  });

  test('a job with an interval is told of once where it stays silent', () => {
    const job = aScheduler({ config: { schedule: every(HOUR) } });
    const down = judgeSilence(job, T0 + 3 * HOUR);
    expect(down.sequence).toBe(1);
    expect(judgeSilence(down, T0 + 300 * DAY)).toBe(down);
  });
});
