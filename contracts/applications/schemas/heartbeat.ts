import * as z from 'zod/mini';
import { object, wholeQuery } from '../../http/fields.ts';
import { moment } from '../../http/moment.ts';

export const MOST_HEARTBEATS = 1_000;

export const heartbeatsQuery = object({
  limit: z.nullish(wholeQuery(1, MOST_HEARTBEATS)),
  before: z.nullish(moment),
});

export const heartbeats = z.object({
  id: z.string(),
  heartbeats: z.array(z.object({ timestamp: z.string(), message: z.nullable(z.string()) })),
});

export const heartbeatReceived = z.object({
  success: z.literal(true),
  message: z.string(),
  timestamp: z.string(),
  truncated: z.optional(z.array(z.string())),
});
