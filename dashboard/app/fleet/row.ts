import type { Shown, StatusRow } from '../api/shapes.ts';
import { WORST_FIRST } from '../status/status-words.ts';

/** A monitor in the list; times as epoch ms. */
export interface Row
  extends Omit<StatusRow, 'since' | 'lastHeartbeat' | 'expectedAt' | 'downAfter' | 'runningSince'> {
  /** `<kind>/<id>`. */
  readonly key: string;
  readonly since: number;
  readonly lastHeartbeat: number | undefined;
  readonly expectedAt: number | undefined;
  readonly downAfter: number | undefined;
  readonly runningSince: number | undefined;
  /** What a search looks through, in lower case. */
  readonly text: string;
}

const at = (iso: string | null): number | undefined => (iso === null ? undefined : Date.parse(iso));

export const keyOf = ({ kind, id }: { readonly kind: string; readonly id: string }): string =>
  `${kind}/${id}`;

export const rowOf = (row: StatusRow): Row => ({
  ...row,
  key: keyOf(row),
  since: Date.parse(row.since),
  lastHeartbeat: at(row.lastHeartbeat),
  expectedAt: at(row.expectedAt),
  downAfter: at(row.downAfter),
  runningSince: at(row.runningSince),
  text: [row.name, row.id, ...row.tags, row.owner ?? ''].join('\n').toLowerCase(),
});

const RANK = new Map<Shown, number>(WORST_FIRST.map((status, rank) => [status, rank]));

/** As the server sorts: worst first, then by how long they have been so, then by id. */
export function worstFirst(a: Row, b: Row): number {
  const byRank = RANK.get(a.status)! - RANK.get(b.status)! || a.since - b.since;
  return byRank || (a.key === b.key ? 0 : a.id < b.id || (a.id === b.id && a.kind < b.kind) ? -1 : 1);
}

/**
 * `sorted` with what changed in its place. Two sorted lists are merged, so that 10,000 rows of which few changed
 * cost one look at each.
 */
export function merged(sorted: readonly Row[], changed: readonly Row[]): readonly Row[] {
  if (changed.length === 0) return sorted;
  const keys = new Set(changed.map(({ key }) => key));
  const fresh = changed.toSorted(worstFirst);
  const result: Row[] = [];
  let next = 0;
  for (const row of sorted) {
    if (keys.has(row.key)) continue;
    while (next < fresh.length && worstFirst(fresh[next]!, row) < 0) result.push(fresh[next++]!);
    result.push(row);
  }
  return [...result, ...fresh.slice(next)];
}
