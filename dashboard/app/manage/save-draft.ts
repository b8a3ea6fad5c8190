import { request } from '../api/request.ts';
import type { Draft } from './draft.ts';

/** What is shown once, after it was made. */
export interface Saved {
  readonly kind: Draft['kind'];
  readonly id: string;
  readonly key?: string | undefined;
  readonly address?: string | undefined;
}

const tagsOf = ({ tags }: Draft): string[] =>
  tags
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);

/** Empty is left to the server's own default. */
const numberOr = <T>(text: string, otherwise: T): number | T =>
  text.trim() === '' ? otherwise : Number(text);

function serviceFields(draft: Draft): object {
  const interval = numberOr(draft.interval, 0);
  const grace = numberOr(draft.grace, 0);
  const timing =
    draft.timing === 'cron'
      ? { schedule: draft.expression, timezone: draft.timezone, gracePeriod: grace || undefined }
      : {
          schedule: '',
          stalenessThreshold: interval + grace,
          expectedInterval: interval,
        };
  return {
    name: draft.name || draft.id,
    ...timing,
    tags: tagsOf(draft),
    description: draft.description,
    ownerEmail: draft.owner,
    failureThreshold: numberOr(draft.failures, undefined),
  };
}

function schedulerFields(draft: Draft): object {
  const grace = numberOr(draft.grace, undefined);
  const timing = {
    cron: { schedule: draft.expression, timezone: draft.timezone, grace_seconds: grace },
    interval: {
      schedule: '',
      expected_interval_seconds: numberOr(draft.interval, undefined),
      grace_seconds: grace,
    },
    none: { schedule: '', expected_interval_seconds: 0 },
  }[draft.timing];
  return {
    scheduler_id: draft.id,
    job_name: draft.name,
    ...timing,
    max_runtime_seconds: numberOr(draft.maxRuntime, undefined),
    tags: tagsOf(draft),
    owner_email: draft.owner,
    failure_threshold: numberOr(draft.failures, undefined),
  };
}

function applicationFields(draft: Draft): object {
  const timing =
    draft.timing === 'cron'
      ? { schedule: draft.expression, timezone: draft.timezone }
      : { expected_interval: numberOr(draft.interval, undefined) };
  return {
    name: draft.name,
    ...timing,
    grace_period: numberOr(draft.grace, undefined),
    tags: tagsOf(draft),
    description: draft.description,
  };
}

interface Made {
  readonly apiKey?: string;
  readonly heartbeat_url?: string;
  readonly monitor_id?: string;
}

/**
 * Makes or changes a monitor. `place` is the address of the one to change; undefined: it is a new one.
 * @throws RequestError, with what does not fit by field
 */
export async function saveDraft(draft: Draft, place: string | undefined): Promise<Saved> {
  const { kind, id } = draft;
  const method = place === undefined ? 'POST' : 'PUT';
  switch (kind) {
    case 'service': {
      const named = place === undefined ? { serviceId: id, requireKey: draft.requireKey } : {};
      const body = { ...named, ...serviceFields(draft) };
      const { body: made } = await request<Made>(place ?? 'api/services', { method, body });
      return { kind, id, key: made?.apiKey };
    }
    case 'scheduler':
      // To register again is how a scheduler is changed.
      await request('api/v1/schedulers/register', { method: 'POST', body: schedulerFields(draft) });
      return { kind, id };
    case 'application': {
      const { body: made } = await request<Made>(place ?? 'api/applications', {
        method,
        body: applicationFields(draft),
      });
      const address = place === undefined ? made?.heartbeat_url : undefined;
      return { kind, id: made?.monitor_id ?? id, address };
    }
  }
}
