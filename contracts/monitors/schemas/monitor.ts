import * as z from 'zod/mini';
import { KINDS } from '../../../core/monitor/ref.ts';
import { REASONS } from '../../../core/monitor/status.ts';
import { meaning, named } from '../../http/described.ts';
import { anyObject, object } from '../../http/fields.ts';
import {
  kindFilter,
  LISTED_STATUSES,
  monitorFilters,
  nextCursor,
  pageParameters,
} from '../../http/list-query.ts';

export const monitorsQuery = object({ ...kindFilter, ...monitorFilters, ...pageParameters });

/** Where a page of the list ended: at this monitor. */
export const monitorPlace = z.tuple([z.enum(KINDS), z.string()]);

const nullableText = z.nullable(z.string());
const nullableNumber = z.nullable(z.number());

const shown = {
  kind: z.enum(KINDS),
  id: z.string(),
  name: z.string(),
  tags: z.array(z.string()),
  status: z.enum(LISTED_STATUSES),
  reason: z.enum(REASONS),
  why: meaning('The reason in sentences, and what to look at', z.string()),
  since: nullableText,
  lastHeartbeat: nullableText,
  secondsSinceLastHeartbeat: nullableNumber,
  expectedAt: nullableText,
  uptime: z.object({ day: nullableNumber, week: nullableNumber, month: nullableNumber }),
  message: nullableText,
};

const row = named('MonitorRow', z.object(shown));

export const monitorList = named(
  'MonitorList',
  z.object({
    timestamp: nullableText,
    monitors: z.array(row),
    cursor: nextCursor,
  }),
);

const schedule = z.union([
  z.object({ type: z.literal('none') }),
  z.object({ type: z.literal('interval'), intervalSeconds: z.number(), graceSeconds: z.number() }),
  z.object({
    type: z.literal('cron'),
    expression: z.string(),
    timezone: z.string(),
    graceSeconds: z.number(),
  }),
]);

const openRun = z.object({
  runId: nullableText,
  announcedAt: nullableText,
  startedAt: nullableText,
  lastHeartbeat: nullableText,
  mustEndBy: nullableText,
  mustBeHeardBy: nullableText,
});

export const monitor = named(
  'Monitor',
  z.object({
    ...shown,
    createdAt: nullableText,
    downAfter: meaning('It is down if it is not heard by then', nullableText),
    description: nullableText,
    owner: z.nullable(z.object({ email: nullableText, alertUserId: nullableText })),
    source: z.enum(['api', 'file']),
    requiresKey: z.boolean(),
    schedule,
    expectFromStart: z.boolean(),
    failureThreshold: z.number(),
    recoveryThreshold: z.number(),
    maxRuntimeSeconds: nullableNumber,
    runSilenceSeconds: nullableNumber,
    retentionSeconds: nullableNumber,
    channels: z.array(z.string()),
    vitals: z.nullable(anyObject),
    details: meaning('What its dialect keeps of it; only with the admin key', z.nullable(anyObject)),
    streak: z.nullable(z.object({ toward: z.enum(['down', 'up']), count: z.number() })),
    openRuns: z.array(openRun),
  }),
);
