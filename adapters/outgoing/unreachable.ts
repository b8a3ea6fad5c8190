import { OutgoingError } from './outgoing-error.ts';

/** Codes in words; the code itself follows, for whoever wants to look it up. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused the connection',
  ECONNRESET: 'closed the connection',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  ENOTFOUND: 'is not known to DNS',
  EAI_AGAIN: 'could not be looked up in DNS',
  ETIMEDOUT: 'did not answer in time',
};

function codeOf(error: unknown): string | undefined {
  const code: unknown =
    typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

const isAboutTls = (code: string): boolean => /CERT|SSL|TLS|SIGNATURE|EPROTO/.test(code);

/** The failure of a connection as a sentence that names the host only: Node's own texts hold addresses. */
export function unreachable(host: string, error: unknown): OutgoingError {
  if (error instanceof OutgoingError) return error;
  const code = codeOf(error);
  if (code === undefined) return new OutgoingError('unreachable', `${host} could not be reached.`);
  const words = isAboutTls(code) ? 'has no valid TLS certificate or speaks no TLS' : WORDS[code];
  return new OutgoingError('unreachable', `${host} ${words ?? 'could not be reached'} (${code}).`);
}

export const timedOut = (host: string, timeoutMs: number): OutgoingError =>
  new OutgoingError('timeout', `${host} did not answer within ${timeoutMs / 1000} s.`);
