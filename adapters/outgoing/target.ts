import { assertPermittedHost, plainHost } from './host-guard.ts';
import { OutgoingError } from './outgoing-error.ts';

export interface Target {
  readonly url: URL;
  /** For sentences: the only part of the URL that bears no secret. */
  readonly host: string;
}

/**
 * The target of a URL. Throws OutgoingError where it is no URL, or leads where we never connect to. Plain http
 * is for private targets only: alerts do not cross the internet in the clear.
 */
export function targetOf(text: string, allowPrivateTargets: boolean): Target {
  const url = URL.parse(text);
  if (!url) throw new OutgoingError('forbidden', 'The target is not a URL.');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new OutgoingError('forbidden', 'The target must be an https URL.');
  }
  const host = plainHost(url.hostname);
  if (url.protocol === 'http:' && !allowPrivateTargets) {
    throw new OutgoingError('forbidden', `${host} must be reached over https, not plain http.`);
  }
  assertPermittedHost(host, allowPrivateTargets);
  return { url, host };
}
