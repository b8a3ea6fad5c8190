import type { HttpEvent } from './endpoint.ts';

const BEARER = /^bearer +(\S+) *$/i;

/** The value of a header, whatever the case of its name. */
export function headerOf({ headers }: HttpEvent, name: string): string | undefined {
  const value = headers[name];
  if (value !== undefined) return value;
  for (const key in headers) if (key.toLowerCase() === name) return headers[key];
  return undefined;
}

/** The key that a request bears as `Authorization: Bearer <key>` or `X-API-Key: <key>`. */
export function presentedKey(event: HttpEvent): string | undefined {
  const authorization = headerOf(event, 'authorization');
  const bearer = authorization && BEARER.exec(authorization)?.[1];
  return bearer || headerOf(event, 'x-api-key')?.trim() || undefined;
}
