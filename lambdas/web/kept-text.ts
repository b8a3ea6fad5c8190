import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { HttpAnswer, HttpEvent } from '../runtime/endpoint.ts';
import { headerOf } from '../runtime/presented-key.ts';

/** A client that says it takes gzip, unless it says `q=0`. */
const TAKES_GZIP = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i;

/** A text that stays the same for as long as this process lives: compressed once, and sent only to those who have not got it. */
export class KeptText {
  private readonly headers: Readonly<Record<string, string>>;
  private readonly text: string;
  private compressed: string | undefined;

  constructor(text: string, headers: Readonly<Record<string, string>>) {
    this.text = text;
    const hash = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    // Kept by caches, and asked for again each time: an update shows at once.
    this.headers = { etag: `W/"${hash}"`, 'cache-control': 'no-cache', vary: 'accept-encoding', ...headers };
  }

  answer(event: HttpEvent): HttpAnswer {
    const { etag = '', 'content-type': type, ...headers } = this.headers;
    if (isKept(headerOf(event, 'if-none-match'), etag))
      return { statusCode: 304, headers: { etag, ...headers } };
    const all = { ...this.headers };
    if (!TAKES_GZIP.test(headerOf(event, 'accept-encoding') ?? ''))
      return { statusCode: 200, headers: all, body: this.text };
    this.compressed ??= gzipSync(this.text).toString('base64');
    return {
      statusCode: 200,
      headers: { ...all, 'content-encoding': 'gzip' },
      body: this.compressed,
      isBase64Encoded: true,
    };
  }
}

/** Proxies may weaken a tag, so tags are compared without their strength. */
function isKept(asked: string | undefined, etag: string): boolean {
  const plain = (tag: string) => tag.trim().replace(/^W\//, '');
  return asked?.split(',').some((tag) => plain(tag) === plain(etag) || tag.trim() === '*') ?? false;
}
