import type { Monitor } from './monitor.ts';
import type { Transition } from './transition.ts';
import type { StatusFrom } from './uptime.ts';

/**
 * The status of this life from each moment on, oldest first, as far back as its transitions are known. Transitions of
 * other lives, and those that came after the monitor was read, are left out.
 */
export function statusLine(monitor: Monitor, transitions: readonly Transition[]): StatusFrom[] {
  const { born, sequence, last } = monitor;
  const known = new Map(
    [...transitions, ...(last ? [last] : [])]
      .filter((t) => t.born === born && t.sequence <= sequence)
      .map((t) => [t.sequence, t]),
  );
  const line: StatusFrom[] = [];
  for (const t of [...known.values()].sort((a, b) => a.sequence - b.sequence)) {
    goOn(line, [t.fromSince, t.from]);
    line.push([t.at, t.to]);
  }
  goOn(line, [monitor.since, monitor.status]);
  return line;
}

/** Each transition says what it ended: where the one before is not known, that is where the line begins again. */
function goOn(line: StatusFrom[], next: StatusFrom): void {
  const before = line.at(-1);
  if (before?.[0] !== next[0] || before[1] !== next[1]) line.push(next);
}
