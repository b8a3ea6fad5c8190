import * as z from 'zod/mini';
import { clearableText, listOf, object, oneOf, text, whole, wholeQuery } from '../../http/fields.ts';

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

/** The statuses that an application shows: it says no more than that it is alive. */
const SHOWN = ['unknown', 'up', 'late', 'down', 'paused'] as const;

const MOST_LISTED = 1_000;

export const applicationsQuery = object({
  limit: z.nullish(wholeQuery(1, MOST_LISTED)),
  cursor: z.nullish(z.string().check(z.regex(/^\d{1,16}-\w{1,64}$/, 'must be a next_cursor of this list'))),
  status: z.nullish(oneOf(SHOWN)),
  tag: z.nullish(z.string()),
  q: z.nullish(z.string()),
});

export type ApplicationsQuery = z.infer<typeof applicationsQuery>;

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
  next_cursor: nullableText,
});
