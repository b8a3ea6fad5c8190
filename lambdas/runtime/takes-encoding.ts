import type { HttpEvent } from './endpoint.ts';
import { headerOf } from './presented-key.ts';

/** A client that says it takes this encoding, unless it says `q=0`. */
const TAKES = {
  br: /\bbr\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i,
  gzip: /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i,
};

/** Whether the answer to this request may be encoded so. */
export const takesEncoding = (event: HttpEvent, encoding: keyof typeof TAKES): boolean =>
  TAKES[encoding].test(headerOf(event, 'accept-encoding') ?? '');
