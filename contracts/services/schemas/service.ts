import * as z from 'zod/mini';
import { meaning, named } from '../../http/described.ts';
import {
  channelIds,
  clearableText,
  emailAddress,
  flag,
  id,
  listOf,
  object,
  text,
  whole,
} from '../../http/fields.ts';
import { listEnd, monitorFilters, pageParameters } from '../../http/list-query.ts';

const YEAR_SECONDS = 31_536_000;
const seconds = z.nullish(whole(1, YEAR_SECONDS));
const count = z.nullish(whole(1, 100));

/** It has to fit into a header as it is. */
const apiKey = z
  .string({ error: 'must be text' })
  .check(z.regex(/^[!-~]{1,256}$/, 'must be 1 to 256 printable ASCII characters without spaces'));

/** What people decide about a service; durations in seconds, as in the seed. An empty text takes a field away. */
const fields = {
  name: meaning('For people; by default the id', z.nullish(text(200))),
  stalenessThreshold: meaning('Seconds of silence after which it is down; 300 by default', seconds),
  expectedInterval: meaning('Seconds after which it is shown as late, before it is down', seconds),
  schedule: meaning(
    'A cron expression of five fields, in place of an interval',
    z.nullish(clearableText(200)),
  ),
  timezone: meaning('The IANA zone of the schedule; UTC by default', z.nullish(text(64))),
  gracePeriod: meaning('Seconds that a heartbeat may be behind its schedule', seconds),
  expectFromStart: meaning('It must speak even if it was never heard', z.nullish(flag)),
  failureThreshold: meaning('Reports of a failure in a row before it is down; 1 by default', count),
  recoveryThreshold: meaning('Good reports in a row before it is up again; 1 by default', count),
  tags: meaning('Words to group it by', z.nullish(listOf(text(64), 50))),
  channels: meaning(
    'Ids of the channels that are told of it, in place of those without a filter',
    z.nullish(channelIds),
  ),
  description: meaning('For people', z.nullish(clearableText(1_000))),
  ownerEmail: meaning('Whose service it is', z.nullish(emailAddress)),
};

const key = {
  apiKey: meaning('The key that its heartbeats must bear, if it is not to be generated', z.nullish(apiKey)),
  requireKey: meaning('False: it needs no key', z.nullish(flag)),
};

export const newService = named('NewService', object({ serviceId: id, ...fields, ...key }));
export const changedService = named(
  'ServiceChanges',
  object({ serviceId: meaning('The one in the address, if at all', z.nullish(id)), ...fields, ...key }),
);
/** One entry of services.json. */
export const fileEntry = object({ serviceId: id, ...fields, apiKey: z.nullish(apiKey) });

const filled = object(fields);
export type ServiceFields = z.infer<typeof filled>;
export type KeyFields = Pick<z.infer<typeof newService>, 'apiKey' | 'requireKey'>;

const nullableText = z.nullable(z.string());

/** A service as the API shows it, never with its key. */
const shown = z.object({
  serviceId: z.string(),
  name: z.string(),
  status: meaning('`up`, `late`, `degraded`, `down`, `paused` or `unknown`', z.string()),
  stalenessThreshold: meaning('Seconds; with a schedule, those of its grace', z.nullable(z.number())),
  expectedInterval: meaning('Seconds', z.nullable(z.number())),
  schedule: nullableText,
  timezone: nullableText,
  expectFromStart: z.boolean(),
  failureThreshold: z.number(),
  recoveryThreshold: z.number(),
  tags: z.array(z.string()),
  channels: z.array(z.string()),
  description: nullableText,
  ownerEmail: meaning('Null for readers without a key', nullableText),
  requiresKey: z.boolean(),
  source: meaning('`file`: it stands in services.json, and is changed there', z.enum(['api', 'file'])),
});

export const service = named('Service', shown);

export const serviceWithKey = named(
  'ServiceWithKey',
  z.extend(shown, { apiKey: meaning('A key that was generated; shown this once', z.optional(z.string())) }),
);
export const serviceList = named('ServiceList', z.object({ services: z.array(service), ...listEnd }));

export const servicesQuery = object({ ...monitorFilters, ...pageParameters });
/** Where a page of the list ended: at this id. */
export const servicePlace = z.tuple([z.string()]);
