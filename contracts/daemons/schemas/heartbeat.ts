import * as z from 'zod/mini';
import { anyNumber, anyObject, anyText, id, object, oneOf } from '../../http/fields.ts';
import { REPORTS } from '../report.ts';

/** `lastHeartbeat` is the daemon's own clock: kept and shown. What is too long or too large is cut. */
export const daemonHeartbeat = object({
  daemonId: id,
  status: oneOf(REPORTS),
  tasksProcessed: z.nullish(anyNumber),
  currentTask: z.nullish(anyText),
  lastHeartbeat: z.nullish(anyText),
  message: z.nullish(anyText),
  metadata: z.nullish(anyObject),
});

export const heartbeatTaken = z.object({
  success: z.literal(true),
  truncated: z.optional(z.array(z.string())),
});
