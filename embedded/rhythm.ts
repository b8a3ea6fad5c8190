import type { Settings } from './settings.ts';

/**
 * Time that a beat received before a deadline may take to the store. One machine's flush is first in, first out:
 * it needs none. What is under way to a table on the network does.
 */
export const settleMsOf = ({ dynamodb }: Settings): number => (dynamodb ? 500 : 0);

export const CANARY_EVERY_MS = 1_000;
/** Two canaries may be late; a longer pause means that we were not there. */
export const LONGEST_CANARY_PAUSE_MS = 3_000;

/** 1,000 summaries kept at one per 5 minutes are three days and a half. */
export const SUMMARY_EVERY_MS = 300_000;
export const PURGE_EVERY_MS = 60_000;

/** /health lets two sweeps go missing before it says so. */
export const SWEEPS_OVERDUE = 3;
