import { extended, joined, type NewestFirst } from '../api/newest-first.ts';
import { read } from '../api/request.ts';
import type { Counts } from '../api/shapes.ts';

/** How many were what at a moment. */
export interface Summary {
  readonly timestamp: string;
  readonly summary: Counts;
}
interface HistoryAnswer {
  readonly history: readonly Summary[];
  readonly next: string | null;
}

export type PastSummaries = NewestFirst<Summary>;

/** A summary each five minutes: so many pages are five weeks, more than any range shows. */
const MOST_PAGES = 10;
const PAGE = 1_000;
/** What was read before is met by as few. */
const NEWS = 24;

const timeOf = ({ timestamp }: Summary): number => Date.parse(timestamp);

/** Reads one page; `before` as the API takes it. */
export type ReadPage = (limit: number, before: string | undefined) => Promise<PastSummaries>;

/** @throws RequestError */
export const readSummaries: ReadPage = async (limit, before) => {
  const from = before === undefined ? '' : `&before=${encodeURIComponent(before)}`;
  const { history, next } = await read<HistoryAnswer>(`api/status/history?limit=${limit}${from}`);
  return { entries: history, next };
};

/**
 * All summaries back to `from`, epoch ms; of what is known only the news are read again.
 * @throws RequestError
 */
export async function summariesBackTo(
  from: number,
  known: PastSummaries | undefined,
  readPage: ReadPage = readSummaries,
): Promise<PastSummaries> {
  let found = known && joined(known, await readPage(NEWS, undefined), timeOf);
  found ??= await readPage(PAGE, undefined);
  for (let pages = 1; pages < MOST_PAGES && found.next !== null && Date.parse(found.next) > from; pages++)
    found = extended(found, await readPage(PAGE, found.next));
  return found;
}
