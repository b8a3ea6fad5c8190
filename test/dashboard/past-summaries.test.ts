import { expect, it } from '@jest/globals';
import { type ReadPage, type Summary, summariesBackTo } from '../../dashboard/app/overview/past-summaries.ts';

const STEP_MS = 300_000;
const summary = (step: number): Summary => ({
  timestamp: new Date(step * STEP_MS).toISOString(),
  summary: { down: step % 3, late: 0, degraded: 0, running: 0, unknown: 0, up: 1, paused: 0, total: 1 },
});

/** A server that has a summary for each step up to `newest`. */
function history(newest: number) {
  const asked: number[] = [];
  const readPage: ReadPage = async (limit, before) => {
    asked.push(limit);
    const top = before === undefined ? newest : Date.parse(before) / STEP_MS - 1;
    const entries = Array.from({ length: Math.min(limit, top) }, (_, i) => summary(top - i));
    return { entries, next: top > limit ? (entries.at(-1)?.timestamp ?? null) : null };
  };
  return { asked, readPage };
}

const DAYS_30 = 30 * 288;

it('reads back over all of the range', async () => {
  const { readPage } = history(20_000);
  const from = (20_000 - DAYS_30) * STEP_MS;
  const found = await summariesBackTo(from, undefined, readPage);
  expect(Date.parse(found.entries.at(-1)!.timestamp)).toBeLessThanOrEqual(from);
});

it('reads only the news afterwards', async () => {
  const known = await summariesBackTo((20_000 - DAYS_30) * STEP_MS, undefined, history(20_000).readPage);
  const { asked, readPage } = history(20_002);
  const found = await summariesBackTo((20_002 - DAYS_30) * STEP_MS, known, readPage);
  expect(asked).toEqual([24]);
  expect(found.entries.slice(0, 3)).toEqual([summary(20_002), summary(20_001), summary(20_000)]);
  expect(new Set(found.entries.map(({ timestamp }) => timestamp)).size).toBe(found.entries.length);
});

it('begins again where nobody looked for long', async () => {
  const known = await summariesBackTo(19_990 * STEP_MS, undefined, history(20_000).readPage);
  const { readPage } = history(22_000);
  const found = await summariesBackTo(20_500 * STEP_MS, known, readPage);
  expect(found.entries.map(({ timestamp }) => Date.parse(timestamp) / STEP_MS).slice(0, 1_500)).toEqual(
    Array.from({ length: 1_500 }, (_, i) => 22_000 - i),
  );
});
