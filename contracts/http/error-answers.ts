import { error } from './error-schema.ts';
import type { ResponseDoc } from './route.ts';

type Answers<Status extends number> = Readonly<Record<Status, ResponseDoc>>;

const misfit = (description: string, path: string, message: string): ResponseDoc =>
  error(description, `${path} ${message}`, [{ path, message }]);

/** 413; `most` as the answer says it. */
export const tooLarge = (most = '256 KiB'): ResponseDoc =>
  error('The body is too large', `A body has at most ${most}`);

/** A field of the body, and why it may not fit, as an example. */
export const wrongBody = (path: string, message: string): Answers<400 | 413> => ({
  400: misfit('The body does not fit', path, message),
  413: tooLarge(),
});

/** A parameter of the query, and why it may not fit, as an example. */
export const misfitting = (path: string, message: string): Answers<400> => ({
  400: misfit('A parameter does not fit', path, message),
});

export const wrongQuery = (most: string): Answers<400> =>
  misfitting('limit', `must be a whole number from 1 to ${most}`);

export const WRONG_QUERY = wrongQuery('1,000');

export const noRight = (description: string): ResponseDoc =>
  error(description, 'This API key does not have the right to do that');

export const invalidKey = (description: string): ResponseDoc => error(description, 'Invalid API key');

/** For reads that are open without a key while the status is public; one that is sent is judged even then. */
export const PRIVATE: Answers<401 | 403> = {
  401: error('The status is private and no key was given, or a wrong one was', 'An API key is required'),
  403: noRight('The key is one that only sends'),
};

export const ADMIN_ONLY: Answers<401 | 403> = {
  401: invalidKey('No valid key was given'),
  403: noRight('The key is not an admin key'),
};

const unreachable = (description: string): ResponseDoc =>
  error(description, 'Heartbeat Central cannot reach its store; please send this again');

const ofRequests = (perMinute: number): Answers<429 | 503> => ({
  429: error('Too fast', `Too many requests: at most ${perMinute} a minute`),
  503: unreachable('The store cannot be reached'),
});

/** What every route may answer that reads one thing, reads all of them, or changes something. */
export const ANY_READ = ofRequests(1_200);
export const ANY_FLEET_READ = ofRequests(240);
export const ANY_CHANGE = ofRequests(120);

/** What every route for heartbeats may answer. */
export const ANY_BEAT: Answers<429 | 503> = {
  429: error('Too fast', 'Too many heartbeats for one monitor: at most 60 a minute'),
  503: unreachable('Nothing was stored: send it again'),
};
