import { useEffect, useRef } from 'preact/hooks';
import type { Plot } from './plot.ts';
import { type Samples, worded } from './samples.ts';

/** Durations or intervals over time: in words, and drawn where the browser can. */
export function Chart({ samples }: { readonly samples: Samples }) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot>(undefined);
  const latest = useRef(samples);
  latest.current = samples;
  useEffect(() => {
    let isOver = false;
    // Its script may fail where the browser has no proper language; the words are there all the same.
    import('./plot.ts').then(
      ({ plotIn }) => {
        if (place.current && !isOver) plot.current = plotIn(place.current, latest.current);
      },
      () => place.current?.remove(),
    );
    return () => {
      isOver = true;
      plot.current?.remove();
      plot.current = undefined;
    };
  }, []);
  useEffect(() => plot.current?.show(samples), [samples]);
  const { what, p5, median, p95 } = samples;
  return (
    <figure class="chart">
      <figcaption>
        {what}, the last {samples.samples.length}: usually {worded(median)}, nine of ten from {worded(p5)} to{' '}
        {worded(p95)}
      </figcaption>
      <div ref={place} class="plot" aria-hidden="true" />
    </figure>
  );
}
