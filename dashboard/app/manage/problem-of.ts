import type { RequestError } from '../api/request.ts';
import type { Draft } from './draft.ts';

/** What the dialects call the fields of the form. */
const NAMES: Readonly<Record<string, keyof Draft>> = {
  serviceId: 'id',
  daemonId: 'id',
  scheduler_id: 'id',
  name: 'name',
  job_name: 'name',
  expectedInterval: 'interval',
  stalenessThreshold: 'interval',
  expected_interval: 'interval',
  expected_interval_seconds: 'interval',
  schedule: 'expression',
  timezone: 'timezone',
  gracePeriod: 'grace',
  grace_period: 'grace',
  grace_seconds: 'grace',
  max_runtime_seconds: 'maxRuntime',
  retention_seconds: 'retention',
  ownerEmail: 'owner',
  owner_email: 'owner',
  failureThreshold: 'failures',
  failure_threshold: 'failures',
  description: 'description',
  tags: 'tags',
  channels: 'channels',
};

export type Problems = Partial<Record<keyof Draft, string>>;

/** What does not fit, by field of the form. */
export function problemsOf({ issues }: RequestError): Problems {
  const problems: Problems = {};
  for (const [path, message] of Object.entries(issues)) {
    const field = NAMES[path.split(/[.[]/)[0] ?? ''];
    if (field) problems[field] = message;
  }
  return problems;
}
