import { badRequest, tooLarge } from './http-error.ts';
import { MOST_BODY_BYTES } from './limits.ts';

/** The part of an API Gateway event that bears the body. */
export interface BodyBearer {
  readonly body?: string | undefined;
  readonly isBase64Encoded?: boolean | undefined;
}

const BYTE_ORDER_MARK = 0xfeff;
const MOST_BYTES_PER_UNIT = 3;

const sizeInWords = (bytes: number): string =>
  bytes % 1_048_576 === 0 ? `${bytes / 1_048_576} MiB` : `${bytes / 1_024} KiB`;

/** The body as text, decoded, whatever its size; empty where there is none. */
export function wholeText({ body, isBase64Encoded }: BodyBearer): string {
  if (!body) return '';
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  return text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;
}

/** The body as text, decoded; empty where there is none. @throws HttpError 413 where it is over `most` bytes */
export function textBody(event: BodyBearer, most: number = MOST_BODY_BYTES): string {
  const text = wholeText(event);
  if (text.length * MOST_BYTES_PER_UNIT > most && Buffer.byteLength(text) > most) {
    throw tooLarge(`A body has at most ${sizeInWords(most)}`);
  }
  return text;
}

/**
 * The body as JSON, whatever `Content-Type` says (`curl -d` sends form-urlencoded); undefined where it is empty.
 * @throws HttpError 400 where it is not JSON, 413 where it is too large.
 */
export function jsonBody(event: BodyBearer, most?: number): unknown {
  const text = textBody(event, most);
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('The body is not valid JSON');
  }
}
