import * as z from 'zod/mini';
import { KINDS } from '../../../core/monitor/ref.ts';
import { REASONS, STATUSES } from '../../../core/monitor/status.ts';
import { DELIVERY_STATES } from '../../../core/ports/delivery-store.ts';
import { meaning, named } from '../../http/described.ts';
import { clearableText, object, oneOf } from '../../http/fields.ts';
import { ID_PATTERN } from '../../http/limits.ts';
import { nextCursor, pageParameters } from '../../http/list-query.ts';

/** `<kind>/<id>`. */
const isMonitor = (text: string): boolean => {
  const cut = text.indexOf('/');
  return (
    text === '' || (KINDS.some((kind) => kind === text.slice(0, cut)) && ID_PATTERN.test(text.slice(cut + 1)))
  );
};
const MONITOR_SENTENCE = `must be a kind and an id, such as service/payment-api; a kind is ${KINDS.join(', ')}`;

export const deliveriesQuery = object({
  channel: meaning('Only those to this channel', z.nullish(clearableText(300))),
  monitor: meaning(
    'Only those about this monitor: `<kind>/<id>`',
    z.nullish(clearableText(160).check(z.refine(isMonitor, MONITOR_SENTENCE))),
  ),
  status: meaning('Only those in this state', z.nullish(oneOf(DELIVERY_STATES))),
  ...pageParameters,
});

/** Where a page of the list ended, in the store's own words. */
export const deliveryPlace = z.tuple([z.string()]);

const status = z.enum(STATUSES);
const nullableText = z.nullable(z.string());

export const delivery = named(
  'Delivery',
  z.object({
    id: z.string(),
    channel: meaning('The id of the channel; `owner:` and an address for the owner of a monitor', z.string()),
    monitor: z.object({ kind: z.enum(KINDS), id: z.string(), name: z.string() }),
    transition: z.object({
      id: z.string(),
      from: status,
      to: status,
      reason: z.enum(REASONS),
      at: z.string(),
    }),
    status: meaning(
      '`superseded`: something newer of this monitor was told instead',
      z.enum(DELIVERY_STATES),
    ),
    attempts: z.number(),
    created: z.string(),
    next_attempt: meaning('When it is tried next; null once it is settled', nullableText),
    settled: nullableText,
    answer: meaning('What the receiver said last', nullableText),
  }),
);

export const deliveryList = named(
  'DeliveryList',
  z.object({ deliveries: z.array(delivery), cursor: nextCursor }),
);
