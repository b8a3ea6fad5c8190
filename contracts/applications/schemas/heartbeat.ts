import * as z from 'zod/mini';
import { meaning, named } from '../../http/described.ts';
import { object } from '../../http/fields.ts';
import { nextPage, timeParameters } from '../../http/time-page.ts';

export const heartbeatsQuery = object(timeParameters);

export const heartbeats = named(
  'ApplicationHeartbeats',
  z.object({
    id: z.string(),
    heartbeats: z.array(z.object({ timestamp: z.string(), message: z.nullable(z.string()) })),
    next: nextPage,
  }),
);

export const heartbeatReceived = named(
  'ApplicationHeard',
  z.object({
    success: z.literal(true),
    message: z.string(),
    timestamp: z.string(),
    truncated: meaning('Fields that were cut to their limits', z.optional(z.array(z.string()))),
  }),
);
