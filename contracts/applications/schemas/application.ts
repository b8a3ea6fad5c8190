import * as z from 'zod/mini';
import { clearableText, listOf, object, text, whole } from '../../http/fields.ts';
import { monitorFilters, pageParameters } from '../../http/list-query.ts';

const YEAR_SECONDS = 31_536_000;

/** What people decide about an application; durations in seconds, as in the seed. */
const fields = {
  expected_interval: z.nullish(whole(1, YEAR_SECONDS)),
  grace_period: z.nullish(whole(0, YEAR_SECONDS)),
  schedule: z.nullish(text(200)),
  timezone: z.nullish(text(64)),
  description: z.nullish(clearableText(1_000)),
  tags: z.nullish(listOf(text(64), 50)),
  channels: z.nullish(listOf(text(64), 20)),
};

const name = text(200);

export const newApplication = object({ name, ...fields });
export const changedApplication = object({ name: z.nullish(name), ...fields });

export type ApplicationFields = z.infer<typeof changedApplication>;

export const applicationsQuery = object({ ...monitorFilters, ...pageParameters });

export type ApplicationsQuery = z.infer<typeof applicationsQuery>;

/** Where a page of the list ended: an application never moves in it. */
export const applicationPlace = z.tuple([z.number(), z.string()]);

const nullableText = z.nullable(z.string());
const nullableNumber = z.nullable(z.number());

/** An application as the API shows it to its admin. */
export const application = z.object({
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
  heartbeat_url: z.string(),
  monitor_id: z.string(),
  status: z.string(),
  reason: z.string(),
  since: z.string(),
  last_heartbeat: nullableText,
  last_message: nullableText,
  expected_at: nullableText,
  created_at: z.string(),
});

export const applicationList = z.object({
  applications: z.array(application),
  cursor: nullableText,
});
