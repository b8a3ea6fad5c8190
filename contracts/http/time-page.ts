import { wholeMoments } from '../../core/paths/whole-moments.ts';
import { isoOrNull } from './iso.ts';

export interface TimePage<T> {
  readonly page: readonly T[];
  /** `before` for the next page; null on the last one. */
  readonly next: string | null;
}

/** A page of what goes by time, newest first, and of which one more than `limit` was read. */
export function timePage<T extends { readonly at: number }>(
  sorted: readonly T[],
  limit: number,
): TimePage<T> {
  const page = wholeMoments(sorted, limit);
  return { page, next: page.length < sorted.length ? isoOrNull(page.at(-1)?.at) : null };
}
