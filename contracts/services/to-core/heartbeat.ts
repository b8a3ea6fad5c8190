import type { Signal, SignalType } from '../../../core/monitor/signal.ts';
import { cutMetadata, cutText, type Metadata } from '../../http/cut.ts';
import { issuesOf } from '../../http/fit.ts';
import { grouped } from '../../http/grouped.ts';
import { badRequest, type HttpError, type Issue, misfit } from '../../http/http-error.ts';
import { MOST_BATCH_ITEMS } from '../../http/limits.ts';
import { heartbeatItem, type Report } from '../schemas/heartbeat.ts';

/** One service of a request, ready for the core. */
export interface FitItem {
  readonly serviceId: string;
  readonly token?: string | undefined;
  readonly signal: Signal;
  /** Fields that were cut to their limits. */
  readonly truncated?: readonly string[] | undefined;
}

/** One service of a request that does not fit; in a batch it fails alone, so that the others' beats count. */
export interface MisfitItem {
  readonly serviceId: string | null;
  readonly issues: readonly Issue[];
}

export type Item = FitItem | MisfitItem;

export const isFit = (item: Item): item is FitItem => !('issues' in item);

export interface HeartbeatRequest {
  readonly batch: boolean;
  readonly items: readonly Item[];
}

const USAGE = {
  usage: {
    single: '{ "serviceId": "service-1" }',
    batch: '{ "services": ["service-1", "service-2"] }',
  },
};

const SIGNAL_OF: Readonly<Record<Report, SignalType>> = { up: 'alive', degraded: 'degraded', down: 'failed' };
const ALIVE: Signal = { type: 'alive' };

const wrongPayload = (issues?: readonly Issue[]): HttpError =>
  badRequest('Either serviceId or services array is required', { extra: USAGE, issues });

/** @throws HttpError 400 where the request as a whole says nothing. */
export function toHeartbeatRequest(body: unknown): HeartbeatRequest {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw wrongPayload();
  const { serviceId, services } = body as { serviceId?: unknown; services?: unknown };
  const single = serviceId !== undefined && serviceId !== null && serviceId !== '';
  const batch = services !== undefined && services !== null;
  if (single === batch) throw wrongPayload();
  if (batch) return { batch: true, items: toItems(services) };
  const item = toItem(body);
  if (!isFit(item)) throw misfit(item.issues);
  return { batch: false, items: [item] };
}

function toItems(services: unknown): Item[] {
  if (!Array.isArray(services)) throw wrongPayload([{ path: 'services', message: 'must be an array' }]);
  if (services.length === 0) throw badRequest('services array cannot be empty');
  if (services.length > MOST_BATCH_ITEMS) {
    const most = grouped(MOST_BATCH_ITEMS);
    throw badRequest(`services takes at most ${most} services, not ${grouped(services.length)}`);
  }
  return services.map((service: unknown) =>
    toItem(typeof service === 'string' ? { serviceId: service } : service),
  );
}

function toItem(value: unknown): Item {
  const parsed = heartbeatItem.safeParse(value);
  if (parsed.error) return { serviceId: namedIn(value), issues: issuesOf(parsed.error) };
  const { serviceId, token, status, message, metadata } = parsed.data;
  const item = { serviceId, token: token || undefined };
  if (message || metadata) return { ...item, ...spoken(SIGNAL_OF[status ?? 'up'], message, metadata) };
  return { ...item, signal: status ? { type: SIGNAL_OF[status] } : ALIVE };
}

function spoken(
  type: SignalType,
  message: string | null | undefined,
  metadata: Metadata | null | undefined,
): Pick<FitItem, 'signal' | 'truncated'> {
  const said = message ? cutText(message) : undefined;
  const facts = metadata ? cutMetadata(metadata) : undefined;
  const truncated = [...(said?.truncated ? ['message'] : []), ...(facts?.truncated ? ['metadata'] : [])];
  const signal: Signal = { type, message: said?.value, metadata: facts?.value };
  return truncated.length === 0 ? { signal } : { signal, truncated };
}

/** The id to answer with, as far as the sender named one. */
function namedIn(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const { serviceId } = value as { serviceId?: unknown };
  return typeof serviceId === 'string' ? cutText(serviceId, 128).value : null;
}
