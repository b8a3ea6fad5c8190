import { constants } from 'node:zlib';
import { EXPOSITION_TYPE } from '../../../contracts/metrics/exposition.ts';
import { zipped } from '../../runtime/compressed.ts';
import type { HttpAnswer } from '../../runtime/endpoint.ts';

/** Of 10 MB of such text the best level leaves hardly less, and takes thrice as long. */
const LEVEL = constants.Z_BEST_SPEED;

/**
 * The text, compressed for those who take it so: Lambda lets no more than 6 MB through, and 10,000 monitors are more.
 */
export async function metricsAnswer(text: string, gzipped: boolean): Promise<HttpAnswer> {
  const headers = { 'content-type': EXPOSITION_TYPE, vary: 'accept-encoding' };
  if (!gzipped) return { statusCode: 200, headers, body: text };
  const body = await zipped(text, LEVEL);
  return {
    statusCode: 200,
    headers: { ...headers, 'content-encoding': 'gzip' },
    body,
    isBase64Encoded: true,
  };
}
