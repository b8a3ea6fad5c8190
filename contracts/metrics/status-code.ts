import type { ShownStatus } from '../../core/monitor/status.ts';
import type { LISTED_STATUSES } from '../http/list-query.ts';

type ListedStatus = (typeof LISTED_STATUSES)[number];

/** A status as a number: the worse, the higher, in the order of the lists. Kept for ever: rules are written with them. */
export const STATUS_CODES: Readonly<Record<ListedStatus, number>> = {
  paused: 0,
  up: 1,
  unknown: 2,
  running: 3,
  degraded: 4,
  late: 5,
  down: 6,
};

/** Undefined for what is in no list. */
export const statusCode = (status: ShownStatus): number | undefined =>
  status === 'closed' ? undefined : STATUS_CODES[status];
