import * as z from 'zod/mini';
import { KINDS } from '../../core/monitor/ref.ts';
import type { ShownStatus } from '../../core/monitor/status.ts';
import type { FleetFilter } from '../../core/paths/fleet-filter.ts';
import { meaning } from './described.ts';
import { clearableText, oneOf, wholeQuery } from './fields.ts';
import { momentOf } from './moment.ts';

/** The most that one page shows. */
export const MOST_LISTED = 1_000;
/** A page for which no size was asked. */
export const USUALLY_LISTED = 100;

/** As they are shown; what is closed is in no list. */
export const LISTED_STATUSES = [
  'down',
  'late',
  'degraded',
  'running',
  'unknown',
  'up',
  'paused',
] as const satisfies readonly ShownStatus[];

const STATUSES_SENTENCE = `must be one or more of ${LISTED_STATUSES.join(', ')}, separated by commas`;

/** A page of any list, and where it begins. */
export const pageParameters = {
  limit: meaning('How many at most', z.nullish(wholeQuery(1, MOST_LISTED))),
  cursor: meaning('Where the page begins: the `cursor` of the page before', z.nullish(clearableText(1_000))),
};

/** What a list of monitors may be narrowed by, whatever its kinds. As forms send them, empty ones ask for nothing. */
export const monitorFilters = {
  status: meaning(
    `Only those in one of these: ${LISTED_STATUSES.join(', ')}, separated by commas`,
    z.nullish(z.string().check(z.refine((words) => wordsOf(words).every(isListed), STATUSES_SENTENCE))),
  ),
  tag: meaning('Only those with this tag', z.nullish(clearableText(64))),
  q: meaning(
    'Only those with this text in the id, the name, the description or a tag',
    z.nullish(clearableText(200)),
  ),
};

export const kindFilter = {
  kind: meaning('Only monitors of this kind', z.nullish(oneOf([...KINDS, 'all']))),
};

/** Where the next page of a list begins. */
export const nextCursor = meaning('`cursor` of the next page; null on the last one', z.nullable(z.string()));

/** What follows the entries of a list that is counted. */
export const listEnd = { total: meaning('How many there are on all pages', z.number()), cursor: nextCursor };

const wordsOf = (words: string | null | undefined): string[] =>
  words ? words.split(',').map((word) => word.trim()) : [];

const isListed = (word: string): word is ShownStatus => LISTED_STATUSES.some((status) => status === word);

interface FilterQuery {
  readonly status?: string | null | undefined;
  readonly tag?: string | null | undefined;
  readonly q?: string | null | undefined;
  readonly changedAfter?: string | null | undefined;
}

/** The filter that a query's parameters ask for. */
export function toFilter({ status, tag, q, changedAfter }: FilterQuery): FleetFilter {
  const words = wordsOf(status);
  return {
    statuses: words.length === 0 ? undefined : new Set(words.filter(isListed)),
    tag: tag || undefined,
    text: q || undefined,
    changedAfter: changedAfter ? momentOf(changedAfter) : undefined,
  };
}

/** Whether a query asks for less than everything: a part, or a page. */
export const isNarrowed = (query: Readonly<Record<string, string | null | undefined>>): boolean =>
  Object.entries(query).some(([name, value]) => name !== 'kind' && !!value);
