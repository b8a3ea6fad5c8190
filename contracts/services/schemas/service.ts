import * as z from 'zod/mini';
import { clearableText, emailAddress, flag, id, listOf, object, text, whole } from '../../http/fields.ts';
import { monitorFilters, pageParameters } from '../../http/list-query.ts';

const YEAR_SECONDS = 31_536_000;
const seconds = z.nullish(whole(1, YEAR_SECONDS));
const count = z.nullish(whole(1, 100));

/** It has to fit into a header as it is. */
const apiKey = z
  .string({ error: 'must be text' })
  .check(z.regex(/^[!-~]{1,256}$/, 'must be 1 to 256 printable ASCII characters without spaces'));

/** What people decide about a service; durations in seconds, as in the seed. An empty text takes a field away. */
const fields = {
  name: z.nullish(text(200)),
  stalenessThreshold: seconds,
  expectedInterval: seconds,
  schedule: z.nullish(clearableText(200)),
  timezone: z.nullish(text(64)),
  gracePeriod: seconds,
  expectFromStart: z.nullish(flag),
  failureThreshold: count,
  recoveryThreshold: count,
  tags: z.nullish(listOf(text(64), 50)),
  description: z.nullish(clearableText(1_000)),
  ownerEmail: z.nullish(emailAddress),
};

const key = { apiKey: z.nullish(apiKey), requireKey: z.nullish(flag) };

export const newService = object({ serviceId: id, ...fields, ...key });
export const changedService = object({ serviceId: z.nullish(id), ...fields, ...key });
/** One entry of services.json. */
export const fileEntry = object({ serviceId: id, ...fields, apiKey: z.nullish(apiKey) });

const filled = object(fields);
export type ServiceFields = z.infer<typeof filled>;
export type KeyFields = Pick<z.infer<typeof newService>, 'apiKey' | 'requireKey'>;

const nullableText = z.nullable(z.string());

/** A service as the API shows it, never with its key. */
export const service = z.object({
  serviceId: z.string(),
  name: z.string(),
  status: z.string(),
  stalenessThreshold: z.nullable(z.number()),
  expectedInterval: z.nullable(z.number()),
  schedule: nullableText,
  timezone: nullableText,
  expectFromStart: z.boolean(),
  failureThreshold: z.number(),
  recoveryThreshold: z.number(),
  tags: z.array(z.string()),
  description: nullableText,
  ownerEmail: nullableText,
  requiresKey: z.boolean(),
  source: z.enum(['api', 'file']),
});

export const serviceWithKey = z.extend(service, { apiKey: z.optional(z.string()) });
export const serviceList = z.object({ services: z.array(service), total: z.number(), cursor: nullableText });

export const servicesQuery = object({ ...monitorFilters, ...pageParameters });
/** Where a page of the list ended: at this id. */
export const servicePlace = z.tuple([z.string()]);
