import * as z from 'zod/mini';
import { KINDS } from '../../../core/monitor/ref.ts';
import { SIGNAL_TYPES } from '../../../core/monitor/signal.ts';
import { REASONS, STATUSES } from '../../../core/monitor/status.ts';
import { meaning, named } from '../../http/described.ts';
import { anyObject, object } from '../../http/fields.ts';
import { nextPage, timeParameters } from '../../http/time-page.ts';

export const historyQuery = object(timeParameters);

const nullableText = z.nullable(z.string());
const nullableNumber = z.nullable(z.number());

const ref = { kind: z.enum(KINDS), id: z.string() };
const next = nextPage;

const beat = z.object({
  timestamp: nullableText,
  type: z.enum(SIGNAL_TYPES),
  message: nullableText,
  metadata: z.unknown(),
  vitals: z.nullable(anyObject),
  runId: nullableText,
  runStartedAt: nullableText,
  durationSeconds: nullableNumber,
  clientTime: nullableText,
  clientDurationSeconds: nullableNumber,
});
export const beatList = named('MonitorBeats', z.object({ ...ref, beats: z.array(beat), next }));

const gap = z.object({ from: nullableText, to: nullableText });
const transition = z.object({
  sequence: z.number(),
  timestamp: nullableText,
  from: z.enum(STATUSES),
  to: z.enum(STATUSES),
  reason: z.enum(REASONS),
  secondsBefore: z.number(),
  message: nullableText,
  gap: meaning('A time in which we could not hear, if one lies before it', z.nullable(gap)),
});
export const transitionList = named(
  'MonitorTransitions',
  z.object({ ...ref, transitions: z.array(transition), next }),
);

export const RUN_OUTCOMES = ['succeeded', 'failed', 'lost'] as const;
const run = z.object({
  runId: nullableText,
  outcome: z.enum(RUN_OUTCOMES),
  startedAt: nullableText,
  endedAt: nullableText,
  durationSeconds: nullableNumber,
  message: nullableText,
  metadata: z.unknown(),
});
export const runList = named('MonitorRuns', z.object({ ...ref, runs: z.array(run), next }));

const figures = {
  from: nullableText,
  to: nullableText,
  upSeconds: z.number(),
  downSeconds: z.number(),
  neitherSeconds: meaning('Paused, unknown, not there yet, or not heard by our own fault', z.number()),
  percent: meaning('Of the watched time; null where nothing was watched', nullableNumber),
  outages: meaning('How often it went down', z.number()),
};
const window = z.object(figures);
export const uptime = named(
  'MonitorUptime',
  z.object({
    ...ref,
    timestamp: nullableText,
    since: nullableText,
    windows: z.object({ day: window, week: window, month: window, quarter: window }),
    months: z.array(z.object({ month: z.string(), ...figures })),
  }),
);
