/** 15 digits reach to the year 33658: text of one length sorts as the numbers do. */
const MOMENT_DIGITS = 15;
const LATEST = 10 ** MOMENT_DIGITS - 1;
/** 10 digits: one transition a second for 300 years. */
const NUMBER_DIGITS = 10;

const within = (ms: number): number => Math.min(Math.max(ms, 0), LATEST);

/** A moment as text that sorts by time; parts of a millisecond are left out. */
export const moment = (ms: number): string => String(Math.floor(within(ms))).padStart(MOMENT_DIGITS, '0');

/** The bound below which all sort keys of moments strictly before `ms` lie. */
export const momentsBefore = (ms: number): string =>
  String(Math.ceil(within(ms))).padStart(MOMENT_DIGITS, '0');

export const sortableNumber = (n: number): string => String(n).padStart(NUMBER_DIGITS, '0');

/** The UTC day of a moment, such as 2026-03-02. */
export const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Moments in whole seconds, never too early: what DynamoDB removes items by. */
export const timeToLive = (ms: number): number => Math.ceil(ms / 1_000);
