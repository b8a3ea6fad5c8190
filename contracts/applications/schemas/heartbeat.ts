import * as z from 'zod/mini';
import { object } from '../../http/fields.ts';
import { timeParameters } from '../../http/time-page.ts';

export const heartbeatsQuery = object(timeParameters);

export const heartbeats = z.object({
  id: z.string(),
  heartbeats: z.array(z.object({ timestamp: z.string(), message: z.nullable(z.string()) })),
  next: z.nullable(z.string()),
});

export const heartbeatReceived = z.object({
  success: z.literal(true),
  message: z.string(),
  timestamp: z.string(),
  truncated: z.optional(z.array(z.string())),
});
