import type { DatabaseSync } from 'node:sqlite';
import { type MonitorRef, subjectOf } from '../../core/monitor/ref.ts';
import type { Delivery, DeliveryQuery } from '../../core/ports/delivery-store.ts';
import type { Page } from '../../core/ports/monitor-store.ts';
import { type DeliveryRow, deliveryOf } from './delivery-rows.ts';

interface NumberedRow extends DeliveryRow {
  readonly n: number;
}

type Value = string | number;

/** Newest first, those of one moment in reverse order of their opening. Runs in the worker. */
export function listDeliveries(db: DatabaseSync, query: DeliveryQuery): Page<Delivery> {
  const { limit, cursor } = query;
  if (cursor !== undefined && !placeOf(cursor)) return { items: [] };
  const { sql, values } = selectionOf(query);
  const rows = db.prepare(sql).all(...values) as unknown as NumberedRow[];
  const items = rows.slice(0, limit).map(deliveryOf);
  const last = rows[limit - 1];
  return rows.length > limit && last ? { items, cursor: `${last.created_at}.${last.n}` } : { items };
}

interface Selection {
  readonly sql: string;
  readonly values: readonly Value[];
}

/**
 * The statement of a query, for one row more than its limit. SQLite keeps no statistics here, so it is told which
 * index narrows most: a plus keeps all other columns from being looked up in theirs. The few deliveries of a monitor
 * are found by their ids and then sorted; those of a state or a channel stand in order.
 */
export function selectionOf(query: DeliveryQuery): Selection {
  const { limit, cursor, state, channel, monitor } = query;
  const lead = leadOf(query);
  const other = (column: Lead): string => (column === lead ? '' : '+');
  const sorting = monitor ? '+' : '';
  const place = cursor === undefined ? undefined : placeOf(cursor);
  const parts: readonly (readonly [string, readonly Value[]] | undefined)[] = [
    monitor && ['transition_id > ? AND transition_id < ?', idsOf(monitor)],
    state && [`${other('state')}state = ?`, [state]],
    channel !== undefined ? [`${other('channel')}channel = ?`, [channel]] : undefined,
    place && [`(${sorting}created_at, ${sorting}n) < (?, ?)`, place],
  ];
  const given = parts.filter((part) => part !== undefined);
  const where = given.length > 0 ? `WHERE ${given.map(([condition]) => condition).join(' AND ')}` : '';
  return {
    sql: `SELECT * FROM deliveries ${where} ORDER BY ${sorting}created_at DESC, ${sorting}n DESC LIMIT ?`,
    values: [...given.flatMap(([, values]) => values), limit + 1],
  };
}

type Lead = 'monitor' | 'state' | 'channel';

/** Nearly all are delivered, and hardly any is in another state. */
function leadOf({ state, channel, monitor }: DeliveryQuery): Lead {
  if (monitor) return 'monitor';
  return channel !== undefined && (state === undefined || state === 'delivered') ? 'channel' : 'state';
}

/** Between these lie the ids of its transitions: no id of a monitor holds a slash, after which 0 sorts next. */
const idsOf = (monitor: MonitorRef): readonly Value[] => [`${subjectOf(monitor)}/`, `${subjectOf(monitor)}0`];

/** A cursor names the creation and the number of the last delivery of its page. */
function placeOf(cursor: string): readonly [number, number] | undefined {
  const [, createdAt, n] = /^(\d{1,15})\.(\d{1,15})$/.exec(cursor) ?? [];
  return createdAt === undefined || n === undefined ? undefined : [Number(createdAt), Number(n)];
}
