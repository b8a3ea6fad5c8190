import { openGap } from '../monitor/hearing.ts';
import { OwnGaps } from '../monitor/own-gaps.ts';
import { DAY_MS } from '../monitor/uptime.ts';
import type { HearingStore } from '../ports/hearing-store.ts';

/** Lists show no uptime of more than 30 days. */
export const LISTED_UPTIME_MS = 30 * DAY_MS;

/** The times between `since` and `now` in which we could not hear, one that lasts still included. */
export async function readOwnGaps(store: HearingStore, since: number, now: number): Promise<OwnGaps> {
  const [closed, { hearing }] = await Promise.all([store.gapsSince(since), store.readHearing()]);
  const open = openGap(hearing);
  return new OwnGaps(open ? [...closed, { from: open.from, to: now }] : closed);
}
