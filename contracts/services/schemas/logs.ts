import * as z from 'zod/mini';
import { anyObject, id, object, oneOf, wholeQuery } from '../../http/fields.ts';
import { moment } from '../../http/moment.ts';

export const MOST_LOGS = 100;

export const logsQuery = object({
  serviceId: id,
  type: z.nullish(oneOf(['heartbeat', 'transition'])),
  limit: z.nullish(wholeQuery(1, MOST_LOGS)),
  before: z.nullish(moment),
});

const nullableText = z.nullable(z.string());

const heartbeat = z.object({
  type: z.literal('heartbeat'),
  timestamp: z.string(),
  status: z.string(),
  message: nullableText,
  metadata: z.nullable(anyObject),
});

const transition = z.object({
  type: z.literal('transition'),
  timestamp: z.string(),
  from: z.string(),
  to: z.string(),
  reason: z.string(),
  message: nullableText,
});

export const logs = z.object({
  serviceId: z.string(),
  logs: z.array(z.union([heartbeat, transition])),
  next: nullableText,
});
