import { type Deadline, deadlineOf } from './deadline.ts';
import type { Gap } from './hearing.ts';
import { inWords } from './in-words.ts';
import type { Monitor } from './monitor.ts';
import { moveTo } from './outbox.ts';
import type { Reason } from './status.ts';

const iso = (at: number): string => new Date(at).toISOString();

function whatHappened(monitor: Monitor, deadline: Deadline): string {
  const last = monitor.lastBeatAt === undefined ? 'never' : iso(monitor.lastBeatAt);
  const run = deadline.run === undefined ? undefined : monitor.runs[deadline.run];
  const runFrom = run?.openSince ?? run?.startedAt ?? deadline.from;
  const sentences: Partial<Record<Reason, string>> = {
    missed: `Expected to be heard by ${iso(deadline.at)}, last heard ${last}.`,
    'never-heard': `Expected to be heard by ${iso(deadline.at)}, never heard.`,
    overrun: `The run that started ${iso(runFrom)} is longer than ${inWords(deadline.at - deadline.from)}.`,
    'silent-run': `The run has been silent for longer than ${inWords(deadline.at - deadline.from)}, since ${iso(deadline.from)}.`,
    forgotten: `Silent beyond its retention, last heard ${last}; it is not watched any more.`,
  };
  return sentences[deadline.reason] ?? '';
}

/**
 * What silence makes of a monitor at `now`: the very same object while it is in time, else the flip, dated at
 * the deadline and not at the moment of judging. `gap` is our own deafness that the alert must name.
 */
export function judgeSilence(monitor: Monitor, now: number, gap?: Gap): Monitor {
  const deadline = deadlineOf(monitor);
  if (!deadline || now <= deadline.at) return monitor;
  const flipped = moveTo(monitor, {
    to: deadline.becomes,
    reason: deadline.reason,
    at: deadline.at,
    message: whatHappened(monitor, deadline),
    gap: gap && { from: gap.from, to: gap.to },
  });
  const run = deadline.run === undefined ? undefined : monitor.runs[deadline.run];
  if (deadline.run === undefined || !run) return flipped;
  return { ...flipped, runs: { ...monitor.runs, [deadline.run]: { ...run, told: true } } };
}
