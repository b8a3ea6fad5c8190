import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Middleware } from './middleware.ts';
import { takesEncoding } from './takes-encoding.ts';

/** What fits in one packet arrives no sooner when it is smaller. */
const WORTH_BYTES = 1_400;

const zip = promisify(gzip);

/** A text as gzip, in base64 as Lambda hands bytes on; beside the thread that hears beats. */
export const zipped = async (text: string, level?: number): Promise<string> =>
  (await zip(text, { level })).toString('base64');

/**
 * Long answers go compressed to those who take them so: a page that looks at a fleet every few seconds asks for the same
 * words again and again.
 */
export const compressed = (): Middleware => ({
  async after({ response, event }) {
    const { body, isBase64Encoded, statusCode } = response ?? {};
    if (!response || !body || isBase64Encoded || statusCode !== 200 || body.length < WORTH_BYTES) return;
    response.headers = { ...response.headers, vary: 'accept-encoding' };
    if (!takesEncoding(event, 'gzip')) return;
    response.headers['content-encoding'] = 'gzip';
    response.body = await zipped(body);
    response.isBase64Encoded = true;
  },
});
