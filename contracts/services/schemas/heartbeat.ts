import * as z from 'zod/mini';
import { anyObject, anyText, id, object, oneOf } from '../../http/fields.ts';

export const REPORTS = ['up', 'degraded', 'down'] as const;
export type Report = (typeof REPORTS)[number];

/** One service of a heartbeat; a bare string in a batch stands for its `serviceId`. */
export const heartbeatItem = object({
  serviceId: id,
  token: z.nullish(anyText),
  status: z.nullish(oneOf(REPORTS)),
  message: z.nullish(anyText),
  metadata: z.nullish(anyObject),
});

export const heartbeatBody = z.union([
  heartbeatItem,
  object({ services: z.array(z.union([id, heartbeatItem])) }),
]);

const truncated = z.optional(z.array(z.string()));

const received = z.object({
  serviceId: z.string(),
  success: z.literal(true),
  timestamp: z.string(),
  truncated,
});
const failed = z.object({ serviceId: z.nullable(z.string()), success: z.literal(false), error: z.string() });
const results = z.array(z.union([received, failed]));

export const heartbeatReceived = z.object({
  success: z.literal(true),
  message: z.string(),
  timestamp: z.string(),
  truncated,
  results: z.optional(results),
});

export const heartbeatPartly = z.object({ success: z.literal(true), message: z.string(), results });

export const heartbeatFailed = z.object({ success: z.literal(false), error: z.string() });
