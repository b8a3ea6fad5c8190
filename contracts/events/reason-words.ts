import type { Reason } from '../../core/monitor/status.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { manyLines, oneLine } from './readable-text.ts';

/** The words of one change: `title` follows the monitor's name, `sentence` says more. */
export interface ReasonWords {
  readonly title: string;
  readonly sentence: string;
}

/** Long enough for a sentence of the core's, which holds two times. */
const CORE_SENTENCE_LENGTH = 500;

const iso = (at: number): string => new Date(at).toISOString();

const isJob = (t: Transition): boolean => t.kind === 'scheduler';

function silence(t: Transition): string {
  const expected = `expected by ${iso(t.at)}`;
  if (t.lastBeatAt === undefined) return `never heard (${expected})`;
  // A job may have been heard long after the run that counts began.
  if (isJob(t)) return `no run in time (${expected}, last heard ${iso(t.lastBeatAt)})`;
  return `no heartbeat since ${iso(t.lastBeatAt)} (${expected})`;
}

/** What core says about a run over its limits: it alone knows the run and the limit. */
const coreSentence = (t: Transition, otherwise: string): string =>
  t.message ? oneLine(t.message, CORE_SENTENCE_LENGTH) : otherwise;

/** Every reason in plain English. Exhaustive: a new reason does not compile without its words. */
export function reasonWords(t: Transition): ReasonWords {
  switch (t.reason) {
    case 'created':
      return { title: 'is registered', sentence: 'It is watched from now on.' };
    case 'heartbeat':
      return { title: `is ${t.to}`, sentence: 'It is heard now; its state was unknown.' };
    case 'recovered':
      return {
        title: 'is up again',
        sentence: isJob(t) ? 'A run ended well.' : 'It reports that all is well.',
      };
    case 'reported-degraded':
      return t.from === 'down'
        ? { title: 'is degraded', sentence: 'It is not down any more, but reports trouble.' }
        : { title: 'is degraded', sentence: 'It reports trouble.' };
    case 'reported-failure':
      return isJob(t)
        ? { title: 'is down: a run failed', sentence: 'It reported the failure itself.' }
        : { title: 'is down: it reported a failure', sentence: 'It was heard: this is not a silence.' };
    case 'missed':
      return {
        title: `is down: ${silence(t)}`,
        sentence: 'Check that it runs and reaches Heartbeat Central.',
      };
    case 'never-heard':
      return {
        title: `is down: ${silence(t)}`,
        sentence: 'Check that it runs, and the address and key it sends to.',
      };
    case 'overrun':
      return {
        title: 'is down: a run takes too long',
        sentence: coreSentence(t, 'A run is over its limit.'),
      };
    case 'silent-run':
      return { title: 'is down: a run fell silent', sentence: coreSentence(t, 'A run sends no heartbeat.') };
    case 'paused':
      return { title: 'is paused', sentence: 'Nobody is alerted until it is resumed.' };
    case 'left-file':
      return { title: 'is paused', sentence: 'It is no longer in the configuration file.' };
    case 'resumed':
      return { title: 'is watched again', sentence: 'Its state is unknown until it is heard.' };
    case 'deleted':
      return { title: 'was deleted', sentence: 'It is not watched any more.' };
    case 'forgotten':
      return {
        title: 'is forgotten',
        sentence: 'It was silent for too long and is not watched any more. It has not recovered.',
      };
  }
}

/** Reasons whose message is the core's own and told by `reasonWords`. */
const TOLD_BY_CORE: ReadonlySet<Reason> = new Set([
  'missed',
  'never-heard',
  'overrun',
  'silent-run',
  'forgotten',
]);

/** What the monitor itself said, its lines kept; undefined where it said nothing. */
export const reportersWords = (t: Transition, limit: number): string | undefined =>
  t.message && !TOLD_BY_CORE.has(t.reason) ? manyLines(t.message, limit) || undefined : undefined;
