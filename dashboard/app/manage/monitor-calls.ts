import type { Kind } from '../../../core/monitor/ref.ts';
import { request } from '../api/request.ts';
import type { MonitorAnswer } from '../api/shapes.ts';

/** What the dialect of a monitor lets be done to it from here. */
interface Dialect {
  /** Its address; undefined: this reader is not told it. */
  readonly placeOf: (monitor: Pick<MonitorAnswer, 'id' | 'details'>) => string | undefined;
  /** Whether a writer's key may do it too. */
  readonly byWriters: boolean;
}

const DIALECTS: Readonly<Record<Kind, Dialect>> = {
  service: {
    placeOf: ({ id }) => `api/services/${encodeURIComponent(id)}`,
    byWriters: false,
  },
  scheduler: {
    placeOf: ({ id }) => `api/v1/schedulers/${encodeURIComponent(id)}`,
    byWriters: true,
  },
  daemon: {
    placeOf: ({ id }) => `api/daemon/${encodeURIComponent(id)}`,
    byWriters: false,
  },
  application: {
    placeOf: ({ details }) =>
      typeof details?.uuid === 'string' ? `api/applications/${details.uuid}` : undefined,
    byWriters: false,
  },
};

export const dialectOf = (kind: Kind): Dialect => DIALECTS[kind];

const placeOf = (monitor: MonitorAnswer): string => dialectOf(monitor.kind).placeOf(monitor) ?? '';

/** @throws RequestError */
export const pause = (monitor: MonitorAnswer) => request(`${placeOf(monitor)}/pause`, { method: 'POST' });

/** @throws RequestError */
export const resume = (monitor: MonitorAnswer) => request(`${placeOf(monitor)}/resume`, { method: 'POST' });

/** @throws RequestError */
export const remove = (monitor: MonitorAnswer) => request(placeOf(monitor), { method: 'DELETE' });
