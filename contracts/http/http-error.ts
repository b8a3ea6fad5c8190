/** One field of a body or query that does not fit. */
export interface Issue {
  /** `services[3].status`; empty for the whole body. */
  readonly path: string;
  readonly message: string;
}

export type ErrorStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 429 | 500 | 503;

export interface ErrorParts {
  readonly issues?: readonly Issue[] | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Further members of the body that a dialect promises. */
  readonly extra?: object | undefined;
}

/** An answer that is an error: a status and a sentence for the caller. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: ErrorStatus;
  readonly parts: ErrorParts;

  constructor(status: ErrorStatus, sentence: string, parts: ErrorParts = {}) {
    super(sentence);
    this.status = status;
    this.parts = parts;
  }

  get body(): object {
    const { issues, extra } = this.parts;
    return { error: this.message, ...extra, ...(issues && { issues }) };
  }
}

/** An issue as a sentence; `whole` names what does not fit where no field does. */
export const sentenceOf = ({ path, message }: Issue, whole: string): string => `${path || whole} ${message}`;

/** The body or query does not fit its schema: the first misfit as the sentence, all of them beside it. */
export const misfit = (issues: readonly Issue[]): HttpError =>
  new HttpError(400, sentenceOf(issues[0]!, 'The body'), { issues });

export const badRequest = (sentence: string, parts?: ErrorParts): HttpError =>
  new HttpError(400, sentence, parts);

export const unauthorized = (sentence: string): HttpError =>
  new HttpError(401, sentence, { headers: { 'www-authenticate': 'Bearer' } });

export const forbidden = (sentence: string): HttpError => new HttpError(403, sentence);

export const notFound = (sentence: string): HttpError => new HttpError(404, sentence);

export const methodNotAllowed = (allowed: readonly string[]): HttpError => {
  const allow = allowed.join(', ');
  return new HttpError(405, `This address takes ${allow}`, { headers: { allow } });
};

export const conflict = (sentence: string): HttpError => new HttpError(409, sentence);

export const tooLarge = (sentence: string): HttpError => new HttpError(413, sentence);

export const tooFast = (sentence: string, waitMs: number): HttpError =>
  new HttpError(429, sentence, { headers: { 'retry-after': retryAfter(waitMs) } });

export const unavailable = (sentence: string): HttpError =>
  new HttpError(503, sentence, { headers: { 'retry-after': '1' } });

/** `Retry-After` counts whole seconds. */
export const retryAfter = (waitMs: number): string => String(Math.max(1, Math.ceil(waitMs / 1_000)));
