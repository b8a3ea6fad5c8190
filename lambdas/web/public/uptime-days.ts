import { inWords } from '../../../core/monitor/in-words.ts';
import { type DaySum, percentUp, type Share } from '../../../core/monitor/uptime.ts';
import { type Html, html } from '../html.ts';

/** A bar is 3 units wide and 1 apart from the next. */
const STEP = 4;
const WIDTH = 3;
const HEIGHT = 24;
/** Days without an outage are lower, so that the others stand out without their colour too. */
const QUIET_TOP = 8;
const UNKNOWN_TOP = 20;
/** Below this, a day was one of trouble and not of a moment's. */
const MOMENT_PERCENT = 99;
/** So many days are told one by one. */
const MOST_TOLD = 5;

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

const outageOf = ({ day, downMs }: DaySum): string => `${dateOf(day)} (${inWords(downMs)})`;

/** What the bars say to those who do not see them. */
export function daysInWords(days: readonly DaySum[]): string {
  const percent = percentUp(total(days));
  const window = `In the last ${days.length} days`;
  if (percent === undefined) return `${window}: not watched yet`;
  const bad = days.filter(({ downMs }) => downMs > 0).reverse();
  if (bad.length === 0) return `${window}: never down`;
  const others = bad.length > MOST_TOLD ? ` and on ${bad.length - MOST_TOLD} more` : '';
  const told = bad.slice(0, MOST_TOLD).map(outageOf).join(', ');
  return `${window}: ${percent} % up, down on ${told}${others}`;
}

export const total = (shares: readonly Share[]): Share =>
  shares.reduce((a, b) => ({ upMs: a.upMs + b.upMs, downMs: a.downMs + b.downMs }), { upMs: 0, downMs: 0 });

/** A bar for each day, oldest first. Quiet days are one shape together: a page may show hundreds of monitors. */
export function uptimeDays(days: readonly DaySum[]): Html {
  const placed = days.map((day, i) => ({ day, x: i * STEP }));
  const isQuiet = ({ day }: { day: DaySum }): boolean => day.downMs === 0;
  const known = placed.filter(({ day }) => day.upMs > 0).filter(isQuiet);
  const unknown = placed.filter(({ day }) => day.upMs === 0).filter(isQuiet);
  const bad = placed.filter((one) => !isQuiet(one));
  const viewBox = `0 0 ${days.length * STEP - 1} ${HEIGHT}`;
  return html`<svg class="days" viewBox="${viewBox}" preserveAspectRatio="none" role="img" aria-label="${daysInWords(days)}">
<path class="no-day" d="${bars(unknown, UNKNOWN_TOP)}"/><path class="good-day" d="${bars(known, QUIET_TOP)}"/>
${bad.map(({ day, x }) => badDay(day, x))}</svg>`;
}

const bars = (placed: readonly { readonly x: number }[], top: number): string =>
  placed.map(({ x }) => `M${x} ${top}h${WIDTH}v${HEIGHT - top}h-${WIDTH}z`).join('');

function badDay(day: DaySum, x: number): Html {
  const kind = (percentUp(day) ?? 0) < MOMENT_PERCENT ? 'bad-day' : 'dented-day';
  return html`<path class="${kind}" d="${bars([{ x }], 0)}"><title>${dateOf(day.day)}: down for ${inWords(day.downMs)}</title></path>`;
}
