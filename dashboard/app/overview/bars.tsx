import { useLayoutEffect, useState } from 'preact/hooks';
import type { Bar, Outcome } from '../api/shapes.ts';
import { isScrolling } from '../shell/scrolling.ts';
import { now } from '../time/now.ts';
import { lasting, moment } from '../time/words.ts';

/** How many of the last beats or runs are shown. */
export const MOST_BARS = 48;
const STEP = 5;
const WIDTH = MOST_BARS * STEP;
const HEIGHT = 24;
/** A bar of the usual length takes this share of the height; one of twice that fills it. */
const USUAL = 0.5;
const LEAST = 4;

const WORD: Readonly<Record<Outcome, string>> = {
  alive: 'heard',
  degraded: 'degraded',
  failed: 'failed',
  succeeded: 'succeeded',
  running: 'running',
  missed: 'missed',
};

const COLOUR: Readonly<Record<Outcome, string>> = {
  alive: 'up',
  succeeded: 'up',
  degraded: 'degraded',
  failed: 'down',
  missed: 'down',
  running: 'running',
};

function medianOf(bars: readonly Bar[]): number {
  const known = bars.flatMap(({ seconds }) => (seconds === null ? [] : [seconds])).sort((a, b) => a - b);
  return known[Math.floor(known.length / 2)] ?? 0;
}

const heightOf = ({ seconds }: Bar, usual: number): number => {
  if (seconds === null || usual <= 0) return HEIGHT * USUAL;
  return Math.min(HEIGHT, Math.max(LEAST, (seconds / usual) * HEIGHT * USUAL));
};

const COLOURS = [...new Set(Object.values(COLOUR))];

function drawn(bars: readonly Bar[]): Readonly<Record<string, string>> {
  const usual = medianOf(bars);
  const paths: Record<string, string> = {};
  for (const [i, bar] of bars.entries()) {
    const x = WIDTH - (bars.length - i) * STEP;
    const height = heightOf(bar, usual);
    const colour = COLOUR[bar.outcome];
    // What failed or was missed reaches down to the line in any case, so that it is seen without its colour too.
    const rect = `M${x} ${HEIGHT - height}h3.5V${HEIGHT}h-3.5Z`;
    paths[colour] = (paths[colour] ?? '') + rect;
  }
  return paths;
}

const known = new WeakMap<readonly Bar[], Readonly<Record<string, string>>>();

/** One path for all bars of a colour, drawn once: a list of thousands of rows must not become a million elements. */
function pathsOf(bars: readonly Bar[]): Readonly<Record<string, string>> {
  const before = known.get(bars);
  if (before) return before;
  const paths = drawn(bars.slice(-MOST_BARS));
  known.set(bars, paths);
  return paths;
}

/** What one bar stands for, in words. */
export const wordsOf = ({ at, outcome, seconds }: Bar, isJob: boolean, now: number): string => {
  const took =
    seconds === null
      ? ''
      : isJob
        ? `, took ${lasting(seconds * 1_000)}`
        : `, ${lasting(seconds * 1_000)} after the one before`;
  return `${moment(Date.parse(at), now)}: ${WORD[outcome]}${took}`;
};

interface BarsProps {
  readonly bars: readonly Bar[];
  readonly isJob: boolean;
  /** The bar that the keyboard stands on. */
  readonly cursor: number | undefined;
}

/** The last beats or runs, oldest first, ending at the right. */
export function Bars({ bars, isJob, cursor }: BarsProps) {
  const [hovered, hover] = useState<number>();
  const shown = bars.slice(-MOST_BARS);
  const paths = pathsOf(bars);
  // Another monitor's, or newer ones: the pointer has not chosen among these.
  useLayoutEffect(() => hover(undefined), [bars]);
  const chosen = hovered ?? cursor;
  const bar = chosen === undefined ? undefined : shown[chosen];
  const x = chosen === undefined ? 0 : WIDTH - (shown.length - chosen) * STEP;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard walks the bars by the row's link
    <div
      class="bars"
      onMouseMove={(event) => {
        // The page moves, not the pointer.
        if (isScrolling()) return;
        const box = event.currentTarget.getBoundingClientRect();
        const slot =
          Math.floor(((event.clientX - box.left) / box.width) * MOST_BARS) - (MOST_BARS - shown.length);
        hover(slot >= 0 && slot < shown.length ? slot : undefined);
      }}
      onMouseLeave={() => hover(undefined)}
    >
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {COLOURS.map((colour) => (
          <path key={colour} class={colour} d={paths[colour] ?? ''} />
        ))}
        {bar && <rect class="chosen" x={x - 0.75} y="0" width="5" height={HEIGHT} />}
      </svg>
      {bar && (
        <div
          class={`hint ${chosen! + MOST_BARS - shown.length < MOST_BARS / 2 ? 'toward-end' : ''}`}
          role="status"
        >
          {wordsOf(bar, isJob, now.peek())}
        </div>
      )}
    </div>
  );
}
