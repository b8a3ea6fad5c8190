import { KINDS, type Kind, type MonitorRef } from '../monitor/ref.ts';
import type { MonitorStore } from '../ports/monitor-store.ts';
import { listPage } from './list-page.ts';
import type { View } from './read-fleet.ts';

export interface AcrossQuery {
  readonly kinds: readonly Kind[];
  readonly limit: number;
  /** The monitor after which to go on, known or not. */
  readonly after?: MonitorRef | undefined;
  /** Undefined: all. */
  readonly matches?: ((view: View) => boolean) | undefined;
}

export interface AcrossPage {
  readonly views: readonly View[];
  /** Where the next page begins; undefined on the last one. */
  readonly after?: MonitorRef | undefined;
}

/**
 * One page of the living monitors of several kinds that match, by kind and id. Where few match it may be short, though
 * more follow. @throws StoreUnavailable
 */
export async function listAcross(
  store: MonitorStore,
  { kinds, limit, after, matches }: AcrossQuery,
  now: number,
): Promise<AcrossPage> {
  const from = after ? KINDS.indexOf(after.kind) : 0;
  const left = KINDS.filter((kind, i) => i >= from && kinds.includes(kind));
  const views: View[] = [];
  for (const [i, kind] of left.entries()) {
    const cursor = after?.kind === kind ? after.id : undefined;
    const page = await listPage(store, kind, { limit: limit - views.length, cursor, matches }, now);
    views.push(...page.items);
    if (page.cursor !== undefined) return { views, after: { kind, id: page.cursor } };
    const last = views.at(-1);
    if (views.length === limit && i + 1 < left.length && last)
      return { views, after: { kind: last.monitor.kind, id: last.monitor.id } };
  }
  return { views };
}
