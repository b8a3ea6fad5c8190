import type { Gap } from '../../core/monitor/hearing.ts';

const iso = (at: number): string => new Date(at).toISOString();

/** What a time in which we could not hear means to who reads of a silence. */
export function gapSentence(gap: Gap): string {
  const from = iso(gap.from);
  return gap.to === undefined
    ? `Heartbeat Central itself has not been able to hear since ${from}: the silence may be ours.`
    : `Heartbeat Central itself could not hear from ${from} to ${iso(gap.to)}: heartbeats sent then may be lost.`;
}

/** The same in a few words. */
export const gapWords = (gap: Gap): string =>
  `${iso(gap.from)} to ${gap.to === undefined ? 'now' : iso(gap.to)}`;
