import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import { inWords } from '../../../core/monitor/in-words.ts';
import type { Samples } from './samples.ts';

const HEIGHT = 180;
const AXIS_WIDTH = 64;

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** Below a minute whole seconds are too coarse. */
const worded = (seconds: number): string =>
  seconds < 10 ? `${Number(seconds.toPrecision(2))} s` : inWords(seconds * 1_000);

function optionsOf({ what }: Samples, width: number): uPlot.Options {
  const soft = colour('soft');
  const axis: uPlot.Axis = {
    stroke: soft,
    grid: { stroke: colour('line'), width: 1 },
    ticks: { stroke: colour('line') },
    font: '11px system-ui, sans-serif',
  };
  const edge = { stroke: 'transparent', points: { show: false } };
  return {
    width,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false },
    scales: { y: { range: (_plot, _least, most) => [0, most > 0 ? most * 1.1 : 1] } },
    axes: [axis, { ...axis, size: AXIS_WIDTH, values: (_plot, values) => values.map(worded) }],
    series: [
      {},
      { ...edge, label: '95 %' },
      { ...edge, label: '5 %' },
      { label: what, stroke: colour('up'), width: 1.2, points: { show: false } },
      { label: 'Not well', stroke: 'transparent', points: { show: true, size: 7, fill: colour('down') } },
    ],
    bands: [{ series: [1, 2], fill: `color-mix(in srgb, ${colour('up')} 16%, transparent)` }],
  };
}

const dataOf = ({ samples, p5, p95 }: Samples): uPlot.AlignedData => [
  samples.map(({ at }) => at / 1_000),
  samples.map(() => p95),
  samples.map(() => p5),
  samples.map(({ seconds }) => seconds),
  samples.map(({ seconds, isBad }) => (isBad ? seconds : null)),
];

/** Durations or intervals over time, with the band in which nine of ten lie. */
export function Chart({ samples }: { readonly samples: Samples }) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const theme = matchMedia('(prefers-color-scheme: light)');
    const make = (): void => {
      plot.current?.destroy();
      plot.current = new uPlot(optionsOf(samples, element.clientWidth), dataOf(samples), element);
    };
    make();
    const resized = new ResizeObserver(() =>
      plot.current?.setSize({ width: element.clientWidth, height: HEIGHT }),
    );
    resized.observe(element);
    theme.addEventListener('change', make);
    return () => {
      resized.disconnect();
      theme.removeEventListener('change', make);
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, []);
  useEffect(() => plot.current?.setData(dataOf(samples)), [samples]);
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
