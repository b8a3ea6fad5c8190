import { useEffect, useRef, useState } from 'preact/hooks';
import { keepAsking } from '../api/keep-asking.ts';
import type { Shown } from '../api/shapes.ts';
import { now } from '../time/now.ts';
import { moment } from '../time/words.ts';
import { type PastSummaries, type Summary, summariesBackTo } from './past-summaries.ts';

const WIDTH = 1_000;
const HEIGHT = 56;
const REFRESH_MS = 60_000;
const HIDDEN_MS = 600_000;
/** From the line up: what wants attention stands at the bottom. */
const STACK: readonly Shown[] = ['down', 'late', 'degraded'];

/** How many were not well, over the range that the lanes show. */
export function FleetHistory({ from, to }: { readonly from: number; readonly to: number }) {
  const [history, set] = useState<readonly Summary[]>([]);
  const known = useRef<PastSummaries>(undefined);
  const hours = Math.round((to - from) / 3_600_000);
  useEffect(() => {
    let isOver = false;
    const { stop } = keepAsking({
      ask: async () => {
        const found = await summariesBackTo(now.peek() - hours * 3_600_000, known.current);
        if (isOver) return;
        known.current = found;
        set(found.entries.toReversed());
      },
      everyMs: () => REFRESH_MS,
      hiddenMs: HIDDEN_MS,
    });
    return () => {
      isOver = true;
      stop();
    };
  }, [hours]);

  const seen = history.filter(({ timestamp }) => Date.parse(timestamp) >= from);
  if (seen.length < 2) return null;
  const most = Math.max(
    1,
    ...seen.map(({ summary }) => STACK.reduce((sum, status) => sum + summary[status], 0)),
  );
  const worst = Math.max(...seen.map(({ summary }) => summary.down));
  const begin = Date.parse(seen[0]!.timestamp);
  return (
    <figure class="fleet-history">
      <figcaption class="soft">
        Not well, since {moment(begin, to)}: at most {worst} down at a time
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        {STACK.map((status, i) => (
          <path key={status} class={status} d={areaOf(seen, i, most, from, to)} />
        ))}
      </svg>
    </figure>
  );
}

/** The area of one status on top of those below it. */
function areaOf(seen: readonly Summary[], layer: number, most: number, from: number, to: number): string {
  const x = ({ timestamp }: Summary): string =>
    (((Date.parse(timestamp) - from) / (to - from)) * WIDTH).toFixed(1);
  const y = ({ summary }: Summary, layers: number): string => {
    const sum = STACK.slice(0, layers).reduce((total, status) => total + summary[status], 0);
    return (HEIGHT - (sum / most) * (HEIGHT - 2)).toFixed(1);
  };
  const top = seen.map((one) => `${x(one)} ${y(one, layer + 1)}`);
  const bottom = seen.map((one) => `${x(one)} ${y(one, layer)}`).reverse();
  return `M${[...top, ...bottom].join('L')}Z`;
}
