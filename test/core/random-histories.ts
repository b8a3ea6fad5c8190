import fc from 'fast-check';
import { applySignal } from '../../core/monitor/apply-signal.ts';
import { deadlineOf } from '../../core/monitor/deadline.ts';
import { judgeSilence } from '../../core/monitor/judge-silence.ts';
import { close, pause, reconfigure, resume } from '../../core/monitor/lifecycle.ts';
import type { Monitor, MonitorConfig } from '../../core/monitor/monitor.ts';
import { KINDS, type Kind } from '../../core/monitor/ref.ts';
import { NO_SCHEDULE, type Schedule } from '../../core/monitor/schedule.ts';
import { SIGNAL_TYPES, type Signal, type SignalType } from '../../core/monitor/signal.ts';
import { aMonitor, CONFIG_OF, cron, DAY, every, HOUR, MINUTE, SECOND } from '../support/monitors.ts';

/** Shortly before the clocks change in Paris, in New York and on Lord Howe Island, and one quiet day. */
const BEGINNINGS = ['2026-03-28T23:00Z', '2026-10-31T20:00Z', '2026-04-04T10:00Z', '2026-06-01T12:00Z'];

const schedules: fc.Arbitrary<Schedule> = fc.oneof(
  fc.constant(NO_SCHEDULE),
  fc
    .tuple(fc.constantFrom(30 * SECOND, MINUTE, 5 * MINUTE, HOUR, DAY), fc.constantFrom(0, 10 * SECOND, HOUR))
    .map(([interval, grace]) => every(interval, grace)),
  fc
    .tuple(
      fc.constantFrom('30 2 * * *', '*/5 * * * *', '0,1 * * * *', '30 1,2 * * *', '0 9 * * 1-5', '@hourly'),
      fc.constantFrom('UTC', 'Europe/Paris', 'America/New_York', 'Australia/Lord_Howe'),
      fc.constantFrom(0, MINUTE, 30 * MINUTE),
    )
    .map(([expression, zone, grace]) => cron(expression, zone, grace)),
);

const threshold = fc.integer({ min: 1, max: 3 });

const configFor = (kind: Kind): fc.Arbitrary<MonitorConfig> =>
  fc
    .record({
      schedule: schedules,
      expectedFromStart: fc.boolean(),
      runLimits: fc.record({
        maxRuntimeMs: fc.constantFrom(10 * MINUTE, HOUR, DAY),
        silenceMs: fc.constantFrom(undefined, MINUTE, HOUR),
      }),
      thresholds: fc.record({ failures: threshold, recoveries: threshold }),
      retentionMs: fc.constantFrom(undefined, HOUR, 7 * DAY),
    })
    .map((given) => ({ ...CONFIG_OF[kind], ...given }));

/** What a kind's dialect can say, and a few things that it should not. */
const TYPES_OF: Readonly<Record<Kind, readonly SignalType[]>> = {
  service: ['alive', 'alive', 'degraded', 'failed'],
  scheduler: SIGNAL_TYPES,
  daemon: ['alive', 'alive', 'degraded', 'failed'],
  application: ['alive', 'alive', 'alive', 'failed'],
};

const signalFor = (kind: Kind): fc.Arbitrary<Signal> =>
  fc.record({
    type: fc.constantFrom(...TYPES_OF[kind]),
    runId: kind === 'scheduler' ? fc.constantFrom(undefined, undefined, 'a', 'b') : fc.constant(undefined),
    message: fc.constantFrom(undefined, 'disk full'),
  });

/** `toDeadline` moves the clock to so many ms after the deadline (or before, if negative). */
type Wait = { readonly ms: number } | { readonly toDeadline: number };

const waits: fc.Arbitrary<Wait> = fc.oneof(
  fc.constant({ ms: 0 }),
  fc.constantFrom(-SECOND, -1, 0, 1, SECOND, HOUR).map((toDeadline) => ({ toDeadline })),
  fc.integer({ min: 1, max: 2 * MINUTE }).map((ms) => ({ ms })),
  fc.integer({ min: 1, max: 2 * DAY }).map((ms) => ({ ms })),
);

type Action =
  | { readonly do: 'signal'; readonly signal: Signal; readonly lag: number }
  | { readonly do: 'judge' | 'pause' | 'resume' | 'close' }
  | { readonly do: 'reconfigure'; readonly config: MonitorConfig };

const actionsFor = (kind: Kind): fc.Arbitrary<Action> =>
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc.record({
        do: fc.constant('signal' as const),
        signal: signalFor(kind),
        lag: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: HOUR })),
      }),
    },
    { weight: 8, arbitrary: fc.constant({ do: 'judge' as const }) },
    { weight: 3, arbitrary: fc.constantFrom({ do: 'pause' as const }, { do: 'resume' as const }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('reconfigure' as const), config: configFor(kind) }) },
    { weight: 1, arbitrary: fc.constant({ do: 'close' as const }) },
  );

/** One thing that happened to a monitor at `at`. */
export interface Step {
  readonly action: Action;
  readonly at: number;
  readonly before: Monitor;
  readonly after: Monitor;
}

export interface History {
  readonly created: Monitor;
  readonly steps: readonly Step[];
}

/** Whoever changes it in place is stopped by an exception. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

function act(monitor: Monitor, action: Action, at: number): Monitor {
  switch (action.do) {
    case 'signal':
      return applySignal(monitor, frozen(action.signal), at - action.lag).monitor;
    case 'judge':
      return judgeSilence(monitor, at);
    case 'pause':
      return pause(monitor, at);
    case 'resume':
      return resume(monitor, at);
    case 'close':
      return close(monitor, at);
    case 'reconfigure':
      return reconfigure(monitor, action.config, monitor.keyId, at);
  }
}

function lived(created: Monitor, story: readonly (readonly [Wait, Action])[]): History {
  const steps: Step[] = [];
  let monitor = frozen(created);
  let at = created.born;
  for (const [wait, action] of story) {
    at = 'ms' in wait ? at + wait.ms : Math.max(at, (deadlineOf(monitor)?.at ?? at) + wait.toDeadline);
    const after = frozen(act(monitor, action, at));
    steps.push({ action, at, before: monitor, after });
    monitor = after;
  }
  return { created, steps };
}

/** Random lives of monitors of all kinds: signals, silence, pauses, new configurations, late news. */
export const histories: fc.Arbitrary<History> = fc
  .constantFrom(...KINDS)
  .chain((kind) =>
    fc.tuple(
      fc.constant(kind),
      configFor(kind),
      fc.constantFrom(...BEGINNINGS),
      fc.array(fc.tuple(waits, actionsFor(kind)), { minLength: 1, maxLength: 40 }),
    ),
  )
  .map(([kind, config, beginning, story]) =>
    lived(aMonitor(kind, { at: Date.parse(beginning), config }), story),
  );

/** Every state that a history went through, with the moment in which it was reached. */
export const statesOf = ({ created, steps }: History): readonly (readonly [Monitor, number])[] => [
  [created, created.born],
  ...steps.map(({ after, at }) => [after, at] as const),
];
