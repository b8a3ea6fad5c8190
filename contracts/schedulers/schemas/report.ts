import * as z from 'zod/mini';
import { anyObject, anyText, object, oneOf } from '../../http/fields.ts';

export const RUN_STATUSES = ['pending', 'running', 'completed', 'failed'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

const textOrNumber = z.union([z.string(), z.number()], { error: 'must be text or a number' });

/** What a status and a heartbeat may bear alike. */
const any = {
  scheduler_id: z.nullish(anyText),
  run_id: z.nullish(textOrNumber),
  // Shown and never judged by: one that cannot be read must not cost us the report.
  timestamp: z.catch(z.nullish(textOrNumber), null),
  metadata: z.nullish(anyObject),
};

export const statusReport = object({
  ...any,
  service_name: z.nullish(anyText),
  job_name: z.nullish(anyText),
  status: oneOf(RUN_STATUSES),
  execution_time_ms: z.nullish(z.number({ error: 'must be a number' })),
  error_message: z.nullish(anyText),
});

export const heartbeat = object(any);

/** A report was recorded. `status` is the one reported, `alive` for a heartbeat. */
export const recorded = z.object({
  success: z.literal(true),
  scheduler_id: z.string(),
  status: z.enum([...RUN_STATUSES, 'alive']),
  timestamp: z.string(),
  truncated: z.optional(z.array(z.string())),
});
