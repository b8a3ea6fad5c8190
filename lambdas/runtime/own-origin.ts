import { forbidden } from '../../contracts/http/http-error.ts';
import type { HttpEvent } from './endpoint.ts';
import { headerOf } from './presented-key.ts';

/**
 * Browsers name the page that made a request where it changes something: only ours may, under the public address or the
 * one that the request was sent to.
 * @throws HttpError 403
 */
export function refuseOtherOrigins(event: HttpEvent, publicUrl: string): void {
  const origin = headerOf(event, 'origin');
  if (origin === undefined || isOwn(origin, headerOf(event, 'host'), new URL(publicUrl))) return;
  throw forbidden('This request was made by a page of another site');
}

function isOwn(origin: string, host: string | undefined, publicUrl: URL): boolean {
  if (origin === publicUrl.origin) return true;
  // A proxy may speak https for us without our knowing, never the other way round.
  const schemes = publicUrl.protocol === 'https:' ? ['https:'] : ['http:', 'https:'];
  return host !== undefined && schemes.some((scheme) => origin === `${scheme}//${host.toLowerCase()}`);
}
