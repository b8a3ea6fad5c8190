import { type HttpError, notFound, unauthorized } from '../http/http-error.ts';

export const unknownDaemon = (): HttpError => notFound('Daemon not registered');

/** For a writer; the admin key opens every daemon. */
export const otherDaemonKey = (): HttpError =>
  unauthorized('This daemon was registered with another API key');
