import * as z from 'zod/mini';
import { meaning, named } from '../../http/described.ts';
import { anyObject, id, object, oneOf, wholeQuery } from '../../http/fields.ts';
import { moment } from '../../http/moment.ts';
import { nextPage } from '../../http/time-page.ts';

export const MOST_LOGS = 100;

export const logsQuery = object({
  serviceId: id.check(z.meta({ description: 'Which service', examples: ['shop-web'] })),
  type: meaning('Only lines of this type', z.nullish(oneOf(['heartbeat', 'transition']))),
  limit: meaning(`How many lines; ${MOST_LOGS} by default`, z.nullish(wholeQuery(1, MOST_LOGS))),
  before: z.nullish(moment),
});

const nullableText = z.nullable(z.string());

const heartbeat = z.object({
  type: z.literal('heartbeat'),
  timestamp: z.string(),
  status: meaning('What the heartbeat reported', z.string()),
  message: nullableText,
  metadata: z.nullable(anyObject),
});

const transition = z.object({
  type: z.literal('transition'),
  timestamp: z.string(),
  from: meaning('The status before', z.string()),
  to: meaning('The status from then on', z.string()),
  reason: meaning('Why, as a word: `missed`, `reported-failure`, `recovered`', z.string()),
  message: nullableText,
});

export const logs = named(
  'ServiceLogs',
  z.object({
    serviceId: z.string(),
    logs: z.array(z.union([heartbeat, transition])),
    next: nextPage,
  }),
);
