import { error } from '../../http/error-schema.ts';
import type { ResponseDoc } from '../../http/route.ts';

const whoseKey = (description: string): ResponseDoc => ({
  ...error(description),
  example: { error: 'Invalid API key' },
});

export const WRONG_BODY = { 400: error('The body does not fit'), 413: error('The body is too large') };
export const WRITERS_ONLY = {
  401: whoseKey('No valid key was given, or the daemon was registered with another writer key'),
  403: error('The key neither registers nor sends'),
};
export const READERS_ONLY = {
  401: whoseKey('No valid key was given'),
  403: error('The key is one that only sends'),
};
export const ADMIN_ONLY = {
  401: whoseKey('No valid key was given'),
  403: error('The key is not an admin key'),
};
export const UNKNOWN = {
  404: { ...error('It is not registered, or was forgotten'), example: { error: 'Daemon not registered' } },
};
export const ALWAYS = { 429: error('Too fast'), 503: error('The store cannot be reached: send it again') };
