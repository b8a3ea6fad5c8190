import { hash } from 'node:crypto';

/** 128 bits: two different answers never share it. */
const DIGITS = 22;

/**
 * The ETag of an answer by what of it lasts. Weak: what ticks in it (the time, seconds that a reader can count) may
 * differ.
 */
export const etagOf = (lasting: object): string =>
  `W/"${hash('sha256', JSON.stringify(lasting), 'base64url').slice(0, DIGITS)}"`;

const TAGS = /(?:W\/)?("[^"]*")/g;

/** Whether `If-None-Match` names this ETag, alone, among others or as `*`. Weak and strong are the same to it. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const opaque = etag.replace(/^W\//, '');
  return [...ifNoneMatch.matchAll(TAGS)].some(([, tag]) => tag === opaque);
}
