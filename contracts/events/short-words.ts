import { inWords } from '../../core/monitor/in-words.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { oneLine } from './readable-text.ts';
import { reportersWords } from './reason-words.ts';

/** What a monitor came to, worst first. */
export const OUTCOMES = [
  'down',
  'degraded',
  'forgotten',
  'up again',
  'up',
  'unknown',
  'watched again',
  'registered',
  'paused',
  'deleted',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

const MESSAGE_LENGTH = 60;

/** A time to the second: in a list, milliseconds are noise. */
export const shortTime = (at: number): string => new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');

/** The state a transition leads to, in the words of people. */
export function outcomeOf({ to, reason }: Pick<Transition, 'to' | 'reason'>): Outcome {
  if (to === 'down' || to === 'degraded' || to === 'paused') return to;
  if (to === 'up') return reason === 'recovered' ? 'up again' : 'up';
  if (reason === 'created') return 'registered';
  if (reason === 'resumed') return 'watched again';
  if (reason === 'forgotten' || reason === 'deleted') return reason;
  return 'unknown';
}

/** These happen; the others last. */
const AT: ReadonlySet<Outcome> = new Set<Outcome>(['forgotten', 'registered', 'deleted']);

const isJob = (t: Transition): boolean => t.kind === 'scheduler';

function quoted(words: string, t: Transition): string {
  const message = oneLine(reportersWords(t, MESSAGE_LENGTH * 2) ?? '', MESSAGE_LENGTH);
  return message ? `${words} (${message})` : words;
}

/** Why, in the fewest words; undefined where the outcome says it all. */
function shortReason(t: Transition): string | undefined {
  switch (t.reason) {
    case 'recovered':
      return `was ${t.from} for ${inWords(t.at - t.fromSince)}`;
    case 'reported-degraded':
      return quoted('it reports trouble', t);
    case 'reported-failure':
      return quoted(isJob(t) ? 'a run failed' : 'it reported a failure', t);
    case 'missed':
      if (t.lastBeatAt === undefined) return 'never heard';
      return isJob(t) ? 'no run in time' : 'no heartbeat';
    case 'never-heard':
      return 'never heard';
    case 'overrun':
      return 'a run takes too long';
    case 'silent-run':
      return 'a run fell silent';
    case 'left-file':
      return 'no longer in the configuration file';
    case 'forgotten':
      return 'silent for too long';
    case 'created':
    case 'heartbeat':
    case 'paused':
    case 'resumed':
    case 'deleted':
      return undefined;
  }
}

/** What a line of a list says of a monitor after its name. Exhaustive, like `reasonWords`. */
export function shortWords(t: Transition): string {
  const outcome = outcomeOf(t);
  const why = shortReason(t);
  return `${outcome} ${AT.has(outcome) ? 'at' : 'since'} ${shortTime(t.at)}${why ? `, ${why}` : ''}`;
}
