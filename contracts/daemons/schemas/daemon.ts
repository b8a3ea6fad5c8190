import * as z from 'zod/mini';
import { meaning, named } from '../../http/described.ts';
import { anyObject, object, wholeQuery } from '../../http/fields.ts';
import { moment } from '../../http/moment.ts';
import { nextPage } from '../../http/time-page.ts';
import { REPORTS } from '../report.ts';

const nullableText = z.nullable(z.string());
const nullableNumber = z.nullable(z.number());

/** What it said when it registered: not there where people announced it and it only sends heartbeats. */
const registered = {
  version: z.optional(z.string()),
  capabilities: z.optional(z.array(z.string())),
  pollInterval: meaning('Milliseconds between two heartbeats', z.optional(z.number())),
  registeredAt: z.optional(z.string()),
};

const reported = {
  lastHeartbeat: z.string(),
  status: z.enum(REPORTS),
  tasksProcessed: z.number(),
};

const sometimesReported = {
  currentTask: z.optional(z.string()),
  avgResponseTimeMs: z.optional(z.number()),
  errorRate: meaning('The share of tasks that failed, 0 to 1', z.optional(z.number())),
};

const daemon = named(
  'Daemon',
  z.object({ daemonId: z.string(), ...registered, ...reported, ...sometimesReported }),
);

export const daemonHealth = named(
  'DaemonHealth',
  z.object({
    activeDaemons: z.array(daemon),
    stale: meaning('Those that have fallen silent', z.array(daemon)),
    totalActive: z.number(),
  }),
);

/** A daemon and how it is watched; durations in seconds. */
const watched = z.object({
  daemonId: z.string(),
  ...registered,
  lastHeartbeat: meaning('Absent until it was heard', z.optional(reported.lastHeartbeat)),
  status: meaning('What it said last; absent until it was heard', z.optional(reported.status)),
  tasksProcessed: z.optional(reported.tasksProcessed),
  ...sometimesReported,
  name: z.string(),
  description: nullableText,
  ownerEmail: nullableText,
  tags: z.array(z.string()),
  channels: z.array(z.string()),
  state: z.string(),
  reason: z.string(),
  since: z.string(),
  stale: z.boolean(),
  message: nullableText,
  expectedInterval: meaning('Seconds of silence after which it is late', nullableNumber),
  stalenessThreshold: meaning('Seconds of silence after which it is stale', nullableNumber),
  retention_seconds: meaning('It is forgotten after so many seconds of silence', nullableNumber),
  failureThreshold: z.number(),
  recoveryThreshold: z.number(),
});

export const watchedDaemon = named('WatchedDaemon', watched);

const figures = z.object({
  since: nullableText,
  heartbeats: z.number(),
  tasksPerMinute: nullableNumber,
  avgResponseTimeMs: nullableNumber,
  errorRate: nullableNumber,
});

export const daemonWithFigures = named('DaemonWithFigures', z.extend(watched, { figures }));

export const MOST_HEARTBEATS = 100;

export const heartbeatsQuery = object({
  limit: meaning(`How many; ${MOST_HEARTBEATS} by default`, z.nullish(wholeQuery(1, MOST_HEARTBEATS))),
  before: z.nullish(moment),
});

const heartbeat = z.object({
  timestamp: z.string(),
  status: z.enum(REPORTS),
  tasksProcessed: nullableNumber,
  tasksPerMinute: nullableNumber,
  currentTask: nullableText,
  avgResponseTimeMs: nullableNumber,
  errorRate: nullableNumber,
  message: nullableText,
  metadata: z.nullable(anyObject),
  sentAt: nullableText,
});

export const daemonHeartbeats = named(
  'DaemonHeartbeats',
  z.object({
    daemonId: z.string(),
    heartbeats: z.array(heartbeat),
    next: nextPage,
  }),
);
