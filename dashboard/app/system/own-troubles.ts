import type { SystemAnswer } from '../api/shapes.ts';
import { lasting, moment } from '../time/words.ts';

/** Something that readers should know of us. */
export interface OwnTrouble {
  /** In a word or two that stay the same while it lasts. */
  readonly name: string;
  readonly text: string;
  /** Whether somebody has to do something; else it passes by itself. */
  readonly needsSomebody: boolean;
}

/** After a gap each monitor gets one window of its own to speak, at most this long. */
const GAP_IS_NEWS_MS = 10 * 60_000;
/** A few attempts, or a storm's next group, may take so long without anything being wrong. */
const STANDS_MS = 5 * 60_000;
/** Asked a few times in vain. */
const SILENT_MS = 60_000;
/** As many as the server counts. */
const MOST_COUNTED = 1_000;

const urgent = (name: string, text: string): OwnTrouble => ({ name, text, needsSomebody: true });

const counted = (count: number): string =>
  `${count >= MOST_COUNTED ? `${MOST_COUNTED.toLocaleString()} or more` : count} ${count === 1 ? 'alert' : 'alerts'}`;

/**
 * What is wrong with us, in sentences: while it is so, silence of others may be our own fault. `at` is now,
 * `silentSince` when the server said so, where it is asked in vain since; both epoch ms.
 */
export function ownTroubles(own: SystemAnswer, at: number, silentSince?: number): OwnTrouble[] {
  const { sweep, deliveries, store } = own;
  return [
    ...(store === 'failing'
      ? [urgent('the store', 'The store cannot be reached: nothing new is recorded.')]
      : []),
    ...(sweep.overdue
      ? [urgent('the sweep', 'Silence is not looked for in time: the sweep is overdue.')]
      : []),
    ...ofGap(own, at),
    ...ofWaiting(own, at),
    ...(deliveries.failed > 0
      ? [
          urgent(
            'alerts given up',
            `${counted(deliveries.failed)} ${deliveries.failed === 1 ? 'was' : 'were'} given up: nobody was told.`,
          ),
        ]
      : []),
    ...(silentSince !== undefined && at - silentSince >= SILENT_MS
      ? [
          urgent(
            'no answer',
            `How we are was told last at ${moment(silentSince, at)}: since then nobody answers.`,
          ),
        ]
      : []),
  ];
}

function ofGap({ hearing: { gap } }: SystemAnswer, at: number): OwnTrouble[] {
  if (gap === null) return [];
  const from = moment(Date.parse(gap.from), at);
  if (gap.to === null) return [urgent('hearing', `We cannot hear since ${from}: silence is judged late.`)];
  const overAt = Date.parse(gap.to);
  if (at - overAt >= GAP_IS_NEWS_MS) return [];
  return [
    {
      name: 'hearing',
      text: `We could not hear from ${from} to ${moment(overAt, at)}: a silence that overlaps it is judged after one window of the monitor's own, at most 10 minutes.`,
      needsSomebody: false,
    },
  ];
}

/** Some wait on purpose, for their next attempt: how long nobody was told is true of those too. */
function ofWaiting({ deliveries: { pending, oldestPendingAt } }: SystemAnswer, at: number): OwnTrouble[] {
  const waited = oldestPendingAt === null ? 0 : at - Date.parse(oldestPendingAt);
  if (pending === 0 || waited < STANDS_MS) return [];
  return [
    urgent(
      'alerts not delivered',
      `${counted(pending)} ${pending === 1 ? 'is' : 'are'} not delivered yet, the oldest for ${lasting(waited)}: either the channel does not take it, or it is not sent.`,
    ),
  ];
}
