import * as z from 'zod/mini';
import { meaning, named } from '../../http/described.ts';
import { anyNumber, anyObject, anyText, id, object, oneOf } from '../../http/fields.ts';
import { REPORTS } from '../report.ts';

/** `lastHeartbeat` is the daemon's own clock: kept and shown. What is too long or too large is cut. */
export const daemonHeartbeat = named(
  'DaemonHeartbeat',
  object({
    daemonId: meaning('Which daemon', id),
    status: meaning('How it is', oneOf(REPORTS)),
    tasksProcessed: meaning('Tasks since it started', z.nullish(anyNumber)),
    currentTask: meaning('What it does', z.nullish(anyText)),
    lastHeartbeat: meaning('Its own clock: kept and shown, never judged by', z.nullish(anyText)),
    message: meaning('Words for people; cut to 2,000 characters', z.nullish(anyText)),
    metadata: meaning(
      'Kept with the heartbeat; cut to 8 KiB. `avgResponseTimeMs` and `errorRate` (0 to 1) are its figures',
      z.nullish(anyObject),
    ),
  }),
);

export const heartbeatTaken = named(
  'DaemonHeard',
  z.object({
    success: z.literal(true),
    truncated: meaning('Fields that were cut to their limits', z.optional(z.array(z.string()))),
  }),
);
