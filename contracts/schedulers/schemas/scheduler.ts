import * as z from 'zod/mini';
import { meaning, named } from '../../http/described.ts';
import { object } from '../../http/fields.ts';
import { LISTED_STATUSES, monitorFilters, nextCursor, pageParameters } from '../../http/list-query.ts';
import { currentRun } from './run.ts';

const nullableText = z.nullable(z.string());
const nullableSeconds = z.nullable(z.number());

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
  channels: z.array(z.string()),
  owner_email: nullableText,
  alert_user_id: nullableText,
  status: z.enum(LISTED_STATUSES),
  reason: z.string(),
  message: nullableText,
  since: z.string(),
  last_heard_at: nullableText,
  next_expected_at: nullableText,
  down_after: meaning('It is down if it is not heard by then', nullableText),
  current_runs: z.array(currentRun),
};

/** A scheduler as the API shows it. */
export const scheduler = named('Scheduler', z.object(shown));
export const registered = named('SchedulerRegistered', z.object({ success: z.literal(true), ...shown }));
export const schedulerList = named(
  'SchedulerList',
  z.object({ schedulers: z.array(scheduler), cursor: nextCursor }),
);

export const listQuery = object({ ...monitorFilters, ...pageParameters });

/** Where a page of the list ended: at this scheduler. */
export const schedulerPlace = z.tuple([z.string()]);
