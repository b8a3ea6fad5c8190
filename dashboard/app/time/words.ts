import { inWords } from '../../../core/monitor/in-words.ts';

const DAY_MS = 86_400_000;

/** As long as it is counted in seconds it jumps; beyond an hour nobody wants them. */
export const lasting = (ms: number): string => inWords(Math.max(0, ms));

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const clockWithSeconds = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const whole = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });

/** The reader's own time: the hour if it is near, the day too if not. */
export const moment = (at: number, now: number): string =>
  Math.abs(now - at) < DAY_MS / 2 ? clock.format(at) : dayAndClock.format(at);

export const secondOf = (at: number): string => clockWithSeconds.format(at);

/** With its zone: what a time is when one must be sure. */
export const wholeMoment = (at: number): string => whole.format(at);

export const percent = (value: number | null): string => (value === null ? '–' : `${value} %`);
