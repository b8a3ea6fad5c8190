import * as z from 'zod/mini';
import { KINDS } from '../../core/monitor/ref.ts';
import type { FleetPlace } from '../../core/paths/read-fleet.ts';
import { cursorOf, positionOf } from './cursor.ts';
import { LISTED_STATUSES } from './list-query.ts';

const position = z.tuple([z.enum(LISTED_STATUSES), z.number(), z.enum(KINDS), z.string()]);

/** The cursor of a list of monitors that goes by their state. */
export const placeCursor = (list: string, { status, monitor }: FleetPlace): string =>
  cursorOf(list, [status, monitor.since, monitor.kind, monitor.id]);

/** @throws HttpError 400 where it is not a cursor of this list */
export function placeFrom(list: string, cursor: string | null | undefined): FleetPlace | undefined {
  const place = positionOf(list, position, cursor);
  if (!place) return undefined;
  const [status, since, kind, id] = place;
  return { status, monitor: { since, kind, id } };
}
