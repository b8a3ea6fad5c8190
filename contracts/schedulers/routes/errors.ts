import { error } from '../../http/error-schema.ts';

export const WRONG_BODY = error('The body does not fit');
export const TOO_LARGE = error('The body is too large');
export const WRONG_QUERY = error('A parameter does not fit');
export const NOT_ITS_KEY = error('No valid key was given, or not the one that it was registered with');
export const NO_RIGHT = error('The key is not that of a writer or admin');
export const UNKNOWN = error('There is no such scheduler');

export const PRIVATE = {
  401: error('The status is private, and no valid key was given'),
  403: error('The status is private, and the key is one that only sends'),
};

export const ALWAYS = { 429: error('Too fast'), 503: error('The store cannot be reached') };
