import { badRequest, tooLarge } from './http-error.ts';
import { MOST_BODY_BYTES } from './limits.ts';

/** The part of an API Gateway event that bears the body. */
export interface BodyBearer {
  readonly body?: string | undefined;
  readonly isBase64Encoded?: boolean | undefined;
}

const BYTE_ORDER_MARK = 0xfeff;
const MOST_BYTES_PER_UNIT = 3;

/** The body as text, decoded, whatever its size; empty where there is none. */
export function wholeText({ body, isBase64Encoded }: BodyBearer): string {
  if (!body) return '';
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
}

/** The body as text, decoded; empty where there is none. @throws HttpError 413 */
export function textBody(event: BodyBearer): string {
  const text = wholeText(event);
  if (text.length * MOST_BYTES_PER_UNIT > MOST_BODY_BYTES && Buffer.byteLength(text) > MOST_BODY_BYTES) {
    throw tooLarge(`A body has at most ${MOST_BODY_BYTES / 1_024} KiB`);
  }
  return text;
}

/**
 * The body as JSON, whatever `Content-Type` says (`curl -d` sends form-urlencoded); undefined where it is empty.
 * @throws HttpError 400 where it is not JSON, 413 where it is too large.
 */
export function jsonBody(event: BodyBearer): unknown {
  const text = textBody(event);
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('The body is not valid JSON');
  }
}
