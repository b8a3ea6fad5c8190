import { gzipSync } from 'node:zlib';
import type { HttpAnswer, HttpEvent } from '../runtime/endpoint.ts';
import { etagOf } from '../runtime/etag.ts';
import { takesEncoding } from '../runtime/takes-encoding.ts';

/** A text that stays the same for as long as this process lives, compressed once for those who take it so. */
export class KeptText {
  private readonly headers: Readonly<Record<string, string>>;
  private readonly text: string;
  private compressed: string | undefined;

  constructor(text: string, headers: Readonly<Record<string, string>>) {
    this.text = text;
    // Kept by caches, and asked for again each time: an update shows at once.
    const kept = { etag: etagOf([text]), 'cache-control': 'no-cache', vary: 'accept-encoding' };
    this.headers = { ...kept, ...headers };
  }

  answer(event: HttpEvent): HttpAnswer {
    const headers = { ...this.headers };
    if (!takesEncoding(event, 'gzip')) return { statusCode: 200, headers, body: this.text };
    this.compressed ??= gzipSync(this.text).toString('base64');
    const compressed = { ...headers, 'content-encoding': 'gzip' };
    return { statusCode: 200, headers: compressed, body: this.compressed, isBase64Encoded: true };
  }
}
