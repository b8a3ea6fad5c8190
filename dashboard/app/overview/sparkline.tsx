import type { Bar } from '../api/shapes.ts';

const WIDTH = 84;
const HEIGHT = 22;

function pointsOf(bars: readonly Bar[]): string {
  const known = bars.flatMap(({ seconds }) => (seconds === null ? [] : [seconds]));
  if (known.length < 3) return '';
  const most = Math.max(...known);
  const least = Math.min(...known);
  const range = most - least || 1;
  const points = known.map((seconds, i) => {
    const x = (i / (known.length - 1)) * WIDTH;
    const y = HEIGHT - 2 - ((seconds - least) / range) * (HEIGHT - 4);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return points.join(' ');
}

const drawn = new WeakMap<readonly Bar[], string>();

/** How long the last runs took, or how far beats were apart, as a line; it is drawn once. */
export function Sparkline({ bars }: { readonly bars: readonly Bar[] }) {
  const points = drawn.get(bars) ?? pointsOf(bars);
  drawn.set(bars, points);
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <polyline points={points} />
    </svg>
  );
}
