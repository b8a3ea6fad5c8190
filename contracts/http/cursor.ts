import type { core } from 'zod/mini';
import { misfit } from './http-error.ts';

/** Where a page of a list ended: text that means nothing to others, and stays good whatever comes or goes. */
export const cursorOf = (list: string, position: readonly unknown[]): string =>
  Buffer.from(JSON.stringify([list, ...position])).toString('base64url');

type PositionParser<T> = { safeParse(value: unknown): { data?: T; error?: core.$ZodError } };

/**
 * The position that a cursor of this list names; undefined where none is given.
 * @throws HttpError 400 where it is not one that this list gave
 */
export function positionOf<T>(
  list: string,
  position: PositionParser<T>,
  cursor: string | null | undefined,
): T | undefined {
  if (!cursor) return undefined;
  const [of, ...place] = decoded(cursor);
  const parsed = position.safeParse(place);
  if (of !== list || parsed.error)
    throw misfit([{ path: 'cursor', message: 'is not one that this list gave' }]);
  return parsed.data;
}

function decoded(cursor: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
