import * as z from 'zod/mini';
import { KINDS } from '../../../core/monitor/ref.ts';
import { object } from '../../http/fields.ts';
import { kindFilter, monitorFilters, pageParameters } from '../../http/list-query.ts';
import { timeParameters } from '../../http/time-page.ts';

export const statusQuery = object({ ...kindFilter, ...monitorFilters, ...pageParameters });

export const historyQuery = object(timeParameters);

const percent = z.nullable(z.number());
const nullableText = z.nullable(z.string());

const row = z.object({
  serviceId: z.string(),
  name: z.string(),
  status: z.string(),
  reason: z.string(),
  since: z.string(),
  lastHeartbeat: nullableText,
  secondsSinceLastHeartbeat: z.nullable(z.number()),
  stalenessThreshold: z.nullable(z.number()),
  expectedAt: nullableText,
  uptime: z.object({ day: percent, week: percent, month: percent }),
  message: nullableText,
  kind: z.optional(z.enum(KINDS)),
  id: z.optional(z.string()),
});

const counts = z.record(z.string(), z.number());

export const status = z.object({
  timestamp: z.string(),
  summary: counts,
  services: z.array(row),
  cursor: nullableText,
});
export const statusHistory = z.object({
  history: z.array(z.object({ timestamp: z.string(), summary: counts })),
  next: nullableText,
});
