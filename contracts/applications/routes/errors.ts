import { error } from '../../http/error-schema.ts';

export const WRONG_QUERY = { 400: error('A parameter does not fit') };
export const WRONG_BODY = { 400: error('The body does not fit'), 413: error('The body is too large') };
export const ADMIN_ONLY = {
  401: error('No valid key was given'),
  403: error('The key is not an admin key'),
};
export const UNKNOWN = { 404: error('There is no such application') };
export const ALWAYS = { 429: error('Too fast'), 503: error('The store cannot be reached') };
