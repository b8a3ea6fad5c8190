import * as z from 'zod/mini';
import { meaning, named } from '../../http/described.ts';
import { anyObject, anyText, object, oneOf } from '../../http/fields.ts';

export const RUN_STATUSES = ['pending', 'running', 'completed', 'failed'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

const textOrNumber = z.union([z.string(), z.number()], { error: 'must be text or a number' });

/** What a status and a heartbeat may bear alike. */
const any = {
  scheduler_id: meaning('If given, the one in the address', z.nullish(anyText)),
  run_id: meaning('Which run, where several go on at a time', z.nullish(textOrNumber)),
  // Shown and never judged by: one that cannot be read must not cost us the report.
  timestamp: meaning(
    'The clock of the sender: kept and shown, never judged by',
    z.catch(z.nullish(textOrNumber), null),
  ),
  metadata: meaning('Kept with the report; cut to 8 KiB', z.nullish(anyObject)),
};

export const statusReport = named(
  'SchedulerReport',
  object({
    ...any,
    service_name: z.nullish(anyText),
    job_name: z.nullish(anyText),
    status: meaning('What the run does', oneOf(RUN_STATUSES)),
    execution_time_ms: meaning(
      'As the job measured it: kept and shown',
      z.nullish(z.number({ error: 'must be a number' })),
    ),
    error_message: meaning('Words for people; cut to 2,000 characters', z.nullish(anyText)),
  }),
);

export const heartbeat = named('SchedulerHeartbeat', object(any));

/** A report was recorded. `status` is the one reported, `alive` for a heartbeat. */
export const recorded = named(
  'SchedulerHeard',
  z.object({
    success: z.literal(true),
    scheduler_id: z.string(),
    status: z.enum([...RUN_STATUSES, 'alive']),
    timestamp: z.string(),
    truncated: meaning('Fields that were cut to their limits', z.optional(z.array(z.string()))),
  }),
);
