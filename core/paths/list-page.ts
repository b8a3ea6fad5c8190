import type { Kind } from '../monitor/ref.ts';
import type { MonitorStore, Page } from '../ports/monitor-store.ts';
import { type View, viewOf } from './read-fleet.ts';

export interface ListQuery {
  readonly limit: number;
  /** The id after which to go on: any id is one. */
  readonly cursor?: string | undefined;
  /** Undefined: all. */
  readonly matches?: ((view: View) => boolean) | undefined;
}

/** Where few match, so many are looked at at once: 1 MB. */
const SCANNED_AT_ONCE = 1_000;
/** A page is answered after so many even if it is not full: the caller goes on from there. */
const MOST_SCANNED = 5_000;

/** One page of the living monitors of a kind that match, in order of id. @throws StoreUnavailable */
export async function listPage(
  store: MonitorStore,
  kind: Kind,
  { limit, cursor, matches }: ListQuery,
  now: number,
): Promise<Page<View>> {
  const found: View[] = [];
  const atOnce = matches ? SCANNED_AT_ONCE : limit + 1;
  let after = cursor;
  for (let scanned = 0; scanned < MOST_SCANNED; scanned += atOnce) {
    const page = await store.listMonitors(kind, { limit: atOnce, cursor: after });
    for (const monitor of page.items) {
      const view = viewOf(monitor, now);
      if (monitor.status !== 'closed' && (matches?.(view) ?? true)) found.push(view);
    }
    if (found.length > limit) return { items: found.slice(0, limit), cursor: found[limit - 1]!.monitor.id };
    if (page.cursor === undefined) return { items: found };
    after = page.cursor;
  }
  return { items: found, cursor: after };
}
