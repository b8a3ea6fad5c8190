import * as z from 'zod/mini';
import { wholeMoments } from '../../core/paths/whole-moments.ts';
import type { HistoryQuery } from '../../core/ports/history-store.ts';
import { meaning } from './described.ts';
import { wholeQuery } from './fields.ts';
import { isoOrNull } from './iso.ts';
import { MOST_LISTED, USUALLY_LISTED } from './list-query.ts';
import { moment, momentOf } from './moment.ts';

/** A page of any list that goes by time: only what is strictly older than `before`. */
export const timeParameters = {
  limit: meaning(`How many; ${USUALLY_LISTED} by default`, z.nullish(wholeQuery(1, MOST_LISTED))),
  before: z.nullish(moment),
};

/** Where the next page of a list that goes by time begins. */
export const nextPage = meaning(
  '`before` of the next, older page; null on the last one',
  z.nullable(z.string()),
);

interface TimeQuery {
  readonly limit?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** The page that a query's parameters ask for. */
export const toHistoryQuery = ({ limit, before }: TimeQuery): HistoryQuery => ({
  limit: limit == null ? USUALLY_LISTED : Number(limit),
  before: before == null ? undefined : momentOf(before),
});

export interface TimePage<T> {
  readonly page: readonly T[];
  /** `before` for the next page; null on the last one. */
  readonly next: string | null;
}

/**
 * A page of what goes by time, newest first, and of which one more than `limit` was read. Where all of that is of one
 * moment, the page has all of it: nothing of a moment is found before it.
 */
export function timePage<T extends { readonly at: number }>(
  sorted: readonly T[],
  limit: number,
): TimePage<T> {
  const whole = wholeMoments(sorted, limit);
  const page = whole.at(-1)?.at === sorted[limit]?.at ? sorted : whole;
  // One too many was read, so that older ones may follow even where the page has it.
  return { page, next: sorted.length > limit ? isoOrNull(page.at(-1)?.at) : null };
}
