import * as z from 'zod/mini';
import { meaning, named } from '../../http/described.ts';
import { errorBody } from '../../http/error-schema.ts';
import { anyObject, anyText, id, listOf, object, oneOf } from '../../http/fields.ts';
import { MOST_BATCH_ITEMS } from '../../http/limits.ts';

export const REPORTS = ['up', 'degraded', 'down'] as const;
export type Report = (typeof REPORTS)[number];

/** One service of a heartbeat; a bare string in a batch stands for its `serviceId`. */
export const heartbeatItem = named(
  'ServiceHeartbeat',
  object({
    serviceId: meaning('Which service', id),
    token: meaning("The service's own key; it wins over the one in the header", z.nullish(anyText)),
    status: meaning('How it is; `up` by default', z.nullish(oneOf(REPORTS))),
    message: meaning('Words for people; cut to 2,000 characters', z.nullish(anyText)),
    metadata: meaning('Kept with the heartbeat; cut to 8 KiB', z.nullish(anyObject)),
  }),
);

const services = listOf(z.union([id, heartbeatItem]), MOST_BATCH_ITEMS).check(z.minLength(1));

export const heartbeatBody = z.union([
  heartbeatItem,
  object({
    services: meaning('Many services in one request; an id alone is a service that is up', services),
  }),
]);

const truncated = meaning('Fields that were cut to their limits', z.optional(z.array(z.string())));

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
  results: meaning('Of a batch: one for each service, in order', z.optional(results)),
});

export const heartbeatPartly = z.object({ success: z.literal(true), message: z.string(), results });

export const heartbeatFailed = named(
  'HeartbeatFailed',
  z.object({ success: z.literal(false), error: z.string() }),
);

const noneHeard = z.object({ success: z.literal(false), message: z.string(), results });
const usage = z.object({ single: z.string(), batch: z.string() });

export const heartbeatRefused = z.union([
  noneHeard,
  z.extend(errorBody, { usage: meaning('What a request may look like', z.optional(usage)) }),
]);
