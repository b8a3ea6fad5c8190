import { RequestError, read, request } from '../api/request.ts';
import type { Draft } from './draft.ts';
import { listed } from './listed.ts';
import { dialectOf } from './monitor-calls.ts';

/** What is shown once, after it was made. */
export interface Saved {
  readonly kind: Draft['kind'];
  readonly id: string;
  readonly key?: string | undefined;
  readonly address?: string | undefined;
}

/** Empty is left to the server's own default. */
const numberOr = <T>(text: string, otherwise: T): number | T =>
  text.trim() === '' ? otherwise : Number(text);

/** What every dialect calls by the same name. */
const audienceOf = ({ tags, channels }: Draft): object => ({ tags: listed(tags), channels });

/** Late after the interval, down after the grace: services and daemons say it by its end. */
function silenceOf({ interval, grace }: Draft): object {
  const late = numberOr(interval, 0);
  return { expectedInterval: late, stalenessThreshold: late + numberOr(grace, 0) };
}

/** What services and daemons call by the same name. */
const ownFields = (draft: Draft): object => ({
  name: draft.name || draft.id,
  ...audienceOf(draft),
  description: draft.description,
  ownerEmail: draft.owner,
  failureThreshold: numberOr(draft.failures, undefined),
});

function serviceFields(draft: Draft): object {
  const { timing, expression, timezone } = draft;
  const gracePeriod = numberOr(draft.grace, undefined);
  return {
    ...ownFields(draft),
    ...(timing === 'cron'
      ? { schedule: expression, timezone, gracePeriod }
      : { schedule: '', ...silenceOf(draft) }),
  };
}

const daemonFields = (draft: Draft): object => ({
  ...ownFields(draft),
  ...silenceOf(draft),
  retention_seconds: numberOr(draft.retention, undefined),
});

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
    ...audienceOf(draft),
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
    ...audienceOf(draft),
    description: draft.description,
  };
}

/** @throws RequestError where it is there, or cannot be looked for */
async function refuseKnown({ kind, id }: Draft): Promise<void> {
  try {
    await read(dialectOf(kind).placeOf({ id, details: null }) ?? '');
  } catch (error) {
    if (error instanceof RequestError && error.status === 404) return;
    throw error;
  }
  throw new RequestError(409, `The ${kind} "${id}" exists already`, { scheduler_id: 'exists already' });
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
    case 'daemon': {
      const named = place === undefined ? { daemonId: id } : {};
      await request(place ?? 'api/daemon', { method, body: { ...named, ...daemonFields(draft) } });
      return { kind, id };
    }
    case 'scheduler':
      // To register again is how a scheduler is changed: a new one must not do that to one that is there.
      if (place === undefined) await refuseKnown(draft);
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
