import { retryAfter, sentenceOf } from '../../http/http-error.ts';
import { type Item, isFit } from '../to-core/heartbeat.ts';

/** What became of one service of a request. */
export type Result =
  | { readonly serviceId: string; readonly success: true; readonly truncated?: readonly string[] | undefined }
  | {
      readonly serviceId: string | null;
      readonly success: false;
      readonly status: 400 | 401 | 404 | 429;
      readonly error: string;
      readonly waitMs?: number | undefined;
    };

export interface HeartbeatAnswer {
  readonly status: 200 | 207 | 400 | 401 | 404 | 429;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** What the core, or a limit before it, made of a beat; undefined where the item did not fit. */
export type Outcome =
  | 'recorded'
  | 'unknown'
  | 'refused'
  | { readonly sentence: string; readonly waitMs: number }
  | undefined;

export function resultOf(item: Item, outcome: Outcome): Result {
  if (!isFit(item)) {
    return {
      serviceId: item.serviceId,
      success: false,
      status: 400,
      error: sentenceOf(item.issues[0]!, 'The item'),
    };
  }
  const { serviceId, truncated } = item;
  switch (outcome) {
    case 'recorded':
      return { serviceId, success: true, truncated };
    case 'unknown':
    case undefined:
      return { serviceId, success: false, status: 404, error: 'Unknown serviceId' };
    case 'refused':
      return { serviceId, success: false, status: 401, error: 'Invalid API key' };
    default:
      return { serviceId, success: false, status: 429, error: outcome.sentence, waitMs: outcome.waitMs };
  }
}

const waitOf = (results: readonly Result[]): number =>
  results.reduce((longest, result) => Math.max(longest, result.success ? 0 : (result.waitMs ?? 0)), 0);

const waitHeader = (results: readonly Result[]) => {
  const waitMs = waitOf(results);
  return waitMs > 0 ? { 'retry-after': retryAfter(waitMs) } : undefined;
};

/** The answer to one service's heartbeat. */
export function singleAnswer(result: Result, at: number): HeartbeatAnswer {
  if (result.success) {
    const { truncated } = result;
    const body = {
      success: true,
      message: 'Heartbeat received',
      timestamp: new Date(at).toISOString(),
      truncated,
    };
    return { status: 200, body };
  }
  const { status, error } = result;
  const body = status === 429 ? { error } : { success: false, error };
  return { status, body, headers: waitHeader([result]) };
}

/** The answer to many services' heartbeats: every beat of a request bears one timestamp. */
export function batchAnswer(outcomes: readonly Result[], at: number): HeartbeatAnswer {
  const timestamp = new Date(at).toISOString();
  const results = outcomes.map((result) => batchResult(result, timestamp));
  const succeeded = outcomes.filter(({ success }) => success).length;
  const failed = outcomes.length - succeeded;
  if (failed === 0) {
    const message = `Batch heartbeat received for ${succeeded} service(s)`;
    return { status: 200, body: { success: true, message, timestamp, results } };
  }
  const headers = waitHeader(outcomes);
  if (succeeded === 0) {
    return { status: 400, body: { success: false, message: 'All heartbeats failed', results }, headers };
  }
  const message = `Partial success: ${succeeded} succeeded, ${failed} failed`;
  return { status: 207, body: { success: true, message, results }, headers };
}

const batchResult = (result: Result, timestamp: string): object =>
  result.success
    ? { serviceId: result.serviceId, success: true, timestamp, truncated: result.truncated }
    : { serviceId: result.serviceId, success: false, error: result.error };
