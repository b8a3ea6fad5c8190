import * as z from 'zod/mini';
import { meaning, named } from '../../http/described.ts';
import {
  channelIds,
  clearableText,
  emailAddress,
  id,
  listOf,
  object,
  text,
  whole,
} from '../../http/fields.ts';

const YEAR_SECONDS = 31_536_000;
const seconds = z.nullish(whole(0, YEAR_SECONDS));
const count = z.nullish(whole(1, 100));

/**
 * What people decide about a scheduler. What is not given stays as it was; an empty text, or 0 seconds where a
 * limit or an interval is meant, takes it away.
 */
const fields = {
  service_name: meaning('For people', z.nullish(clearableText(200))),
  job_name: meaning('For people', z.nullish(clearableText(200))),
  owner_email: meaning('Whose job it is', z.nullish(emailAddress)),
  alert_user_id: meaning('Whose job it is, as your chat knows them', z.nullish(clearableText(128))),
  schedule: meaning('A cron expression of five fields: when it runs', z.nullish(clearableText(200))),
  timezone: meaning('The IANA zone of the schedule; UTC by default', z.nullish(text(64))),
  expected_interval_seconds: meaning('Seconds between two starts at most, in place of a schedule', seconds),
  grace_seconds: meaning('Seconds that a start may be late; 300 by default', seconds),
  max_runtime_seconds: meaning('The longest run; 86,400 by default', z.nullish(whole(1, YEAR_SECONDS))),
  heartbeat_timeout_seconds: meaning(
    'The longest silence within a run; 900 once it has sent a heartbeat',
    seconds,
  ),
  failure_threshold: meaning('Failures in a row before it is down; 1 by default', count),
  recovery_threshold: meaning('Successes in a row before it is up again; 1 by default', count),
  tags: meaning('Words to group it by', z.nullish(listOf(text(64), 50))),
  channels: meaning(
    'Ids of the channels that are told of it, in place of those without a filter',
    z.nullish(channelIds),
  ),
};

export const registration = named('SchedulerRegistration', object({ scheduler_id: id, ...fields }));

const given = object(fields);
export type SchedulerFields = z.infer<typeof given>;
