import * as z from 'zod/mini';
import { meaning, named } from '../../http/described.ts';
import { clearableText, listOf, object, text, whole } from '../../http/fields.ts';
import { monitorFilters, nextCursor, pageParameters } from '../../http/list-query.ts';

const YEAR_SECONDS = 31_536_000;

/** What people decide about an application; durations in seconds, as in the seed. */
const fields = {
  expected_interval: meaning('Seconds after which it is late', z.nullish(whole(1, YEAR_SECONDS))),
  grace_period: meaning(
    'Seconds after which it is down if it is late; 60 by default',
    z.nullish(whole(0, YEAR_SECONDS)),
  ),
  schedule: meaning('A cron expression of five fields, in place of an interval', z.nullish(text(200))),
  timezone: meaning('The IANA zone of the schedule; UTC by default', z.nullish(text(64))),
  description: meaning('For people', z.nullish(clearableText(1_000))),
  tags: meaning('Words to group it by', z.nullish(listOf(text(64), 50))),
  channels: meaning(
    'Ids of channels that are told of it in place of those without a filter',
    z.nullish(listOf(text(64), 20)),
  ),
};

const name = meaning('For people', text(200));

export const newApplication = named('NewApplication', object({ name, ...fields }));
export const changedApplication = named('ApplicationChanges', object({ name: z.nullish(name), ...fields }));

export type ApplicationFields = z.infer<typeof changedApplication>;

export const applicationsQuery = object({ ...monitorFilters, ...pageParameters });

export type ApplicationsQuery = z.infer<typeof applicationsQuery>;

/** Where a page of the list ended: an application never moves in it. */
export const applicationPlace = z.tuple([z.number(), z.string()]);

const nullableText = z.nullable(z.string());
const nullableNumber = z.nullable(z.number());

/** An application as the API shows it to its admin. */
export const application = named(
  'Application',
  z.object({
    id: z.string(),
    uuid: z.string(),
    name: z.string(),
    description: nullableText,
    expected_interval: nullableNumber,
    grace_period: z.number(),
    schedule: nullableText,
    timezone: nullableText,
    tags: z.array(z.string()),
    channels: z.array(z.string()),
    heartbeat_url: meaning('Where its heartbeats are sent: a secret', z.string()),
    monitor_id: meaning('Its id wherever monitors of all kinds are shown', z.string()),
    status: z.string(),
    reason: z.string(),
    since: z.string(),
    last_heartbeat: nullableText,
    last_message: nullableText,
    expected_at: nullableText,
    created_at: z.string(),
  }),
);

export const applicationList = named(
  'ApplicationList',
  z.object({ applications: z.array(application), cursor: nextCursor }),
);
