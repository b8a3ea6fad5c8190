import * as z from 'zod/mini';
import { id, object, oneOf, text, wholeQuery } from '../../http/fields.ts';
import { currentRun } from './run.ts';

const nullableText = z.nullable(z.string());
const nullableSeconds = z.nullable(z.number());

const STATUSES = ['up', 'running', 'late', 'degraded', 'down', 'unknown', 'paused'] as const;

const shown = {
  scheduler_id: z.string(),
  name: z.string(),
  service_name: nullableText,
  job_name: nullableText,
  schedule: nullableText,
  timezone: nullableText,
  expected_interval_seconds: nullableSeconds,
  grace_seconds: nullableSeconds,
  max_runtime_seconds: z.number(),
  heartbeat_timeout_seconds: nullableSeconds,
  failure_threshold: z.number(),
  recovery_threshold: z.number(),
  tags: z.array(z.string()),
  owner_email: nullableText,
  alert_user_id: nullableText,
  status: z.enum(STATUSES),
  reason: z.string(),
  message: nullableText,
  since: z.string(),
  last_heard_at: nullableText,
  next_expected_at: nullableText,
  down_after: nullableText,
  current_runs: z.array(currentRun),
};

/** A scheduler as the API shows it. */
export const scheduler = z.object(shown);
export const registered = z.object({ success: z.literal(true), ...shown });
export const schedulerList = z.object({ schedulers: z.array(scheduler), cursor: nullableText });

const MOST_IN_A_PAGE = 1_000;

export const listQuery = object({
  limit: z.nullish(wholeQuery(1, MOST_IN_A_PAGE)),
  cursor: z.nullish(id),
  status: z.nullish(oneOf(STATUSES)),
  tag: z.nullish(text(64)),
  q: z.nullish(text(200)),
});

export type ListFields = z.infer<typeof listQuery>;
