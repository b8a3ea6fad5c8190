import type { Gap } from '../../core/monitor/hearing.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { type Announcement, dashboardAt, nameOf, type Severity, severityOf } from './announcement.ts';
import { gapSentence } from './hearing-gap-words.ts';
import { type NewestChange, newestChanges } from './newest-changes.ts';
import { calledOver } from './owner-words.ts';
import { sharedWords } from './shared-words.ts';
import { OUTCOMES, type Outcome, outcomeOf, shortTime, shortWords } from './short-words.ts';

/** Enough for anybody; with names and messages cut, some 100 KB. */
const MOST_LINES = 500;
const NAME_LENGTH = 60;
const MOST_GAPS = 3;
/** More would be called by the storm itself. */
const MOST_MENTIONS = 10;

const WORST_FIRST: readonly Severity[] = ['down', 'degraded', 'recovered', 'info'];

/** How long it has been so, or for what is over, how long it was: the smaller, the longer. */
const startOf = (t: Transition): number => (outcomeOf(t) === 'up again' ? t.fromSince - t.at : t.at);

const rankOf = (t: Transition): number => OUTCOMES.indexOf(outcomeOf(t));

const worstFirst = ({ newest: a }: NewestChange, { newest: b }: NewestChange): number =>
  rankOf(a) - rankOf(b) || startOf(a) - startOf(b);

const several = (changes: number): string => (changes > 1 ? ` (${changes} changes)` : '');

const lineOf = ({ newest, changes }: NewestChange): string =>
  `${nameOf(newest, NAME_LENGTH)}: ${shortWords(newest)}${several(changes)}`;

/** `18 monitors are down, 2 degraded, 3 up again`; a monitor that is alone by its name. */
function headlineOf(monitors: readonly NewestChange[]): string {
  const [worst, ...others] = monitors;
  if (worst && others.length === 0) {
    return `${nameOf(worst.newest)} is ${outcomeOf(worst.newest)}${several(worst.changes)}`;
  }
  const counts = Map.groupBy(monitors, ({ newest }): Outcome => outcomeOf(newest));
  return [...counts]
    .map(([outcome, { length }], place) => {
      if (place > 0) return `${length} ${outcome}`;
      return length === 1 ? `1 monitor is ${outcome}` : `${length} monitors are ${outcome}`;
    })
    .join(', ');
}

function timeSentence(transitions: readonly Transition[], monitors: readonly NewestChange[]): string {
  const changes = monitors.reduce((sum, monitor) => sum + monitor.changes, 0);
  const times = transitions.map(({ at }) => at);
  const [first, last] = [shortTime(Math.min(...times)), shortTime(Math.max(...times))];
  const when = first === last ? `at ${first}` : `between ${first} and ${last}`;
  return changes > monitors.length ? `${changes} changes ${when}.` : `It happened ${when}.`;
}

/** Each gap once, as its newest teller knows it: it may have ended since. */
function gapsOf(transitions: readonly Transition[]): readonly Gap[] {
  const gaps = transitions.flatMap(({ gap }) => (gap ? [gap] : []));
  const byStart = new Map<number, Gap>();
  for (const gap of gaps) byStart.set(gap.from, gap.to === undefined ? (byStart.get(gap.from) ?? gap) : gap);
  return [...byStart.values()].sort((a, b) => a.from - b.from).slice(-MOST_GAPS);
}

/**
 * Many transitions as one announcement: each monitor counts once, by its newest. Pure; at least one transition, in any
 * order; `publicUrl` is where people reach the dashboard.
 */
export function announceGroup(
  transitions: readonly Transition[],
  options: { readonly publicUrl: string },
): Announcement {
  const monitors = newestChanges(transitions).toSorted(worstFirst);
  const newest = monitors.map((monitor) => monitor.newest);
  const shared = monitors.length > 1 ? sharedWords(newest) : undefined;
  const severities = new Set(newest.map(severityOf));
  return {
    headline: headlineOf(monitors),
    sentences: [
      ...(shared ? [shared] : []),
      timeSentence(transitions, monitors),
      ...gapsOf(transitions).map(gapSentence),
    ],
    severity: WORST_FIRST.find((severity) => severities.has(severity)) ?? 'info',
    list: { lines: monitors.slice(0, MOST_LINES).map(lineOf), all: monitors.length },
    facts: [],
    mentions: [...new Set(newest.flatMap(calledOver))].slice(0, MOST_MENTIONS),
    link: dashboardAt(options.publicUrl),
  };
}
