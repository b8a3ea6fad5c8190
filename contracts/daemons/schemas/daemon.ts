import * as z from 'zod/mini';
import { anyObject, object, wholeQuery } from '../../http/fields.ts';
import { moment } from '../../http/moment.ts';
import { REPORTS } from '../report.ts';

const nullableText = z.nullable(z.string());
const nullableNumber = z.nullable(z.number());

const shown = {
  daemonId: z.string(),
  version: z.string(),
  capabilities: z.array(z.string()),
  pollInterval: z.number(),
  registeredAt: z.string(),
  lastHeartbeat: z.string(),
  status: z.enum(REPORTS),
  tasksProcessed: z.number(),
  currentTask: z.optional(z.string()),
  avgResponseTimeMs: z.optional(z.number()),
  errorRate: z.optional(z.number()),
};

const daemon = z.object(shown);

export const daemonHealth = z.object({
  activeDaemons: z.array(daemon),
  stale: z.array(daemon),
  totalActive: z.number(),
});

/** A daemon and how it is watched; durations in seconds. */
export const watchedDaemon = z.object({
  ...shown,
  name: z.string(),
  tags: z.array(z.string()),
  state: z.string(),
  reason: z.string(),
  since: z.string(),
  stale: z.boolean(),
  message: nullableText,
  stalenessThreshold: nullableNumber,
  retention_seconds: nullableNumber,
});

const figures = z.object({
  since: nullableText,
  heartbeats: z.number(),
  tasksPerMinute: nullableNumber,
  avgResponseTimeMs: nullableNumber,
  errorRate: nullableNumber,
});

export const daemonWithFigures = z.extend(watchedDaemon, { figures });

export const MOST_HEARTBEATS = 100;

export const heartbeatsQuery = object({
  limit: z.nullish(wholeQuery(1, MOST_HEARTBEATS)),
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

export const daemonHeartbeats = z.object({
  daemonId: z.string(),
  heartbeats: z.array(heartbeat),
  next: nullableText,
});
