import * as z from 'zod/mini';
import { clearableText, emailAddress, id, listOf, object, text, whole } from '../../http/fields.ts';

const YEAR_SECONDS = 31_536_000;
const seconds = z.nullish(whole(0, YEAR_SECONDS));
const count = z.nullish(whole(1, 100));

/**
 * What people decide about a scheduler. What is not given stays as it was; an empty text, or 0 seconds where a
 * limit or an interval is meant, takes it away.
 */
const fields = {
  service_name: z.nullish(clearableText(200)),
  job_name: z.nullish(clearableText(200)),
  owner_email: z.nullish(emailAddress),
  alert_user_id: z.nullish(clearableText(128)),
  schedule: z.nullish(clearableText(200)),
  timezone: z.nullish(text(64)),
  expected_interval_seconds: seconds,
  grace_seconds: seconds,
  max_runtime_seconds: z.nullish(whole(1, YEAR_SECONDS)),
  heartbeat_timeout_seconds: seconds,
  failure_threshold: count,
  recovery_threshold: count,
  tags: z.nullish(listOf(text(64), 50)),
};

export const registration = object({ scheduler_id: id, ...fields });

const given = object(fields);
export type SchedulerFields = z.infer<typeof given>;
