import uPlot from 'uplot';
import { now } from '../time/now.ts';
import { moment, secondOf } from '../time/words.ts';
import { type Samples, worded } from './samples.ts';

const HEIGHT = 180;
const AXIS_WIDTH = 64;
/** The least room for the words of a mark on the axis of time, px. */
const MARK_WIDTH = 84;

/** A moment on the axis of time, whose marks are `step` s apart, as the reader writes times. */
function markOf(at: number, step: number): string {
  if (step < 60) return secondOf(at * 1_000);
  return moment(at * 1_000, now.peek());
}

const colour = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

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
    axes: [
      {
        ...axis,
        space: MARK_WIDTH,
        values: (_plot, marks, _axis, _space, step) => marks.map((at) => markOf(at, step)),
      },
      { ...axis, size: AXIS_WIDTH, values: (_plot, values) => values.map(worded) },
    ],
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

/** What is drawn in an element, until it is taken away. */
export interface Plot {
  show(samples: Samples): void;
  remove(): void;
}

/** Draws durations or intervals over time, with the band in which nine of ten lie; in the colours of the day. */
export function plotIn(element: HTMLElement, first: Samples): Plot {
  const theme = matchMedia('(prefers-color-scheme: light)');
  let samples = first;
  let plot: uPlot | undefined;
  const make = (): void => {
    plot?.destroy();
    plot = new uPlot(optionsOf(samples, element.clientWidth), dataOf(samples), element);
  };
  make();
  const resized = new ResizeObserver(() => plot?.setSize({ width: element.clientWidth, height: HEIGHT }));
  resized.observe(element);
  theme.addEventListener('change', make);
  return {
    show(next) {
      samples = next;
      plot?.setData(dataOf(next));
    },
    remove() {
      resized.disconnect();
      theme.removeEventListener('change', make);
      plot?.destroy();
    },
  };
}
