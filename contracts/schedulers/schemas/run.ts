import * as z from 'zod/mini';
import { meaning, named } from '../../http/described.ts';
import { anyObject, object, wholeQuery } from '../../http/fields.ts';
import { moment } from '../../http/moment.ts';
import { nextPage } from '../../http/time-page.ts';

export const OPEN_STATES = ['pending', 'running', 'overrun', 'silent'] as const;
export type OpenState = (typeof OPEN_STATES)[number];

export const OUTCOMES = ['completed', 'failed', 'lost'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const MOST_RUNS = 100;
export const runsQuery = object({
  limit: meaning('How many of those that are over', z.nullish(wholeQuery(1, MOST_RUNS))),
  before: z.nullish(moment),
});

const nullableText = z.nullable(z.string());

/** A run that has not ended, with the moments at which it goes over its limits. */
export const currentRun = named(
  'OpenRun',
  z.object({
    run_id: nullableText,
    state: z.enum(OPEN_STATES),
    announced_at: z.string(),
    started_at: nullableText,
    last_heartbeat_at: nullableText,
    must_end_by: nullableText,
    must_be_heard_by: nullableText,
  }),
);

const run = z.object({
  run_id: nullableText,
  outcome: z.enum(OUTCOMES),
  started_at: nullableText,
  ended_at: nullableText,
  duration_ms: z.nullable(z.number()),
  execution_time_ms: z.nullable(z.number()),
  client_timestamp: nullableText,
  error_message: nullableText,
  metadata: z.nullable(anyObject),
});

export const runList = named(
  'SchedulerRuns',
  z.object({
    scheduler_id: z.string(),
    current_runs: z.array(currentRun),
    runs: z.array(run),
    next: nextPage,
  }),
);
