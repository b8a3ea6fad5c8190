import { type Deadline, expectation, shownStatus } from '../monitor/deadline.ts';
import type { Monitor } from '../monitor/monitor.ts';
import type { OwnGaps } from '../monitor/own-gaps.ts';
import type { Kind } from '../monitor/ref.ts';
import type { ShownStatus } from '../monitor/status.ts';
import type { Uptime } from '../monitor/uptime.ts';
import type { HearingStore } from '../ports/hearing-store.ts';
import type { HistoryStore, Summary } from '../ports/history-store.ts';
import type { MonitorStore } from '../ports/monitor-store.ts';

export type FleetStore = MonitorStore & HistoryStore & HearingStore;

/** A monitor as a person should see it. */
export interface View {
  readonly monitor: Monitor;
  readonly status: ShownStatus;
  readonly expected?: Deadline | undefined;
}

/** A monitor as a list shows it. */
export interface FleetView extends View {
  readonly uptime: Uptime | undefined;
}

/** All monitors of some kinds at one moment, worst first. */
export interface FleetReading {
  readonly at: number;
  readonly views: readonly FleetView[];
  /** In which we could not hear, as far back as the uptimes that lists show. */
  readonly gaps: OwnGaps;
}

/** 1,000 monitors of about 1 KB a page: 1 MB at a time. */
const PAGE = 1_000;

const WORST_FIRST: readonly ShownStatus[] = [
  'down',
  'late',
  'degraded',
  'running',
  'unknown',
  'up',
  'paused',
  'closed',
];
const RANK = new Map(WORST_FIRST.map((status, rank) => [status, rank]));

/** A monitor whose schedule cannot be evaluated is still shown; judge reports it. */
export function viewOf(monitor: Monitor, now: number): View {
  try {
    return { monitor, status: shownStatus(monitor, now), expected: expectation(monitor) };
  } catch {
    return { monitor, status: monitor.status };
  }
}

/** All monitors of a kind that are not closed, page by page. */
export async function* livingMonitors(
  store: Pick<MonitorStore, 'listMonitors'>,
  kind: Kind,
): AsyncIterable<readonly Monitor[]> {
  let cursor: string | undefined;
  do {
    const page = await store.listMonitors(kind, { limit: PAGE, cursor });
    yield page.items.filter(({ status }) => status !== 'closed');
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** All living monitors of the kinds asked for, worst first, then by how long they have been so, then by id. */
export async function readFleet(store: MonitorStore, kinds: readonly Kind[], now: number): Promise<View[]> {
  const views: View[] = [];
  for (const kind of kinds) {
    for await (const page of livingMonitors(store, kind)) {
      for (const monitor of page) views.push(viewOf(monitor, now));
    }
  }
  return views.sort(worstFirst);
}

/** Where a monitor stands among others: all that the order of a fleet depends on. */
export interface FleetPlace {
  readonly status: ShownStatus;
  readonly monitor: Pick<Monitor, 'since' | 'id' | 'kind'>;
}

/** Worst first, then by how long they have been so, then by id. */
export const worstFirst = (a: FleetPlace, b: FleetPlace): number =>
  RANK.get(a.status)! - RANK.get(b.status)! ||
  a.monitor.since - b.monitor.since ||
  compareText(a.monitor.id, b.monitor.id) ||
  compareText(a.monitor.kind, b.monitor.kind);

export const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** How many monitors show each status. */
export function countByStatus(views: readonly View[]): Record<ShownStatus | 'total', number> {
  const counts = Object.fromEntries(WORST_FIRST.map((status) => [status, 0])) as Record<ShownStatus, number>;
  for (const view of views) counts[view.status] += 1;
  return { ...counts, total: views.length };
}

/** The monitors with the uptimes of their present lives, in their order. */
export async function withUptimes(store: HistoryStore, views: readonly View[]): Promise<FleetView[]> {
  const uptimes = await store.uptimes(views.map((view) => view.monitor));
  return views.map((view, i) => {
    const uptime = uptimes[i];
    return { ...view, uptime: uptime?.born === view.monitor.born ? uptime : undefined };
  });
}

/** Keeps the counts of this moment, so that the history of the fleet can be shown. */
export async function summarize(store: FleetStore, kinds: readonly Kind[], at: number): Promise<Summary> {
  const summary: Summary = { at, counts: countByStatus(await readFleet(store, kinds, at)) };
  await store.putSummary(summary);
  return summary;
}
