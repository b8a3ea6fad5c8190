import { openGap } from '../monitor/hearing.ts';
import { OwnGaps } from '../monitor/own-gaps.ts';
import type { HearingStore } from '../ports/hearing-store.ts';

/** The times between `since` and `now` in which we could not hear, one that lasts still included. */
export async function readOwnGaps(store: HearingStore, since: number, now: number): Promise<OwnGaps> {
  const [closed, { hearing }] = await Promise.all([store.gapsSince(since), store.readHearing()]);
  const open = openGap(hearing);
  return new OwnGaps(open ? [...closed, { from: open.from, to: now }] : closed);
}
