import { conflict, notFound } from '../../../contracts/http/http-error.ts';
import type { KeyOutcome, KeyRefusal } from '../../../core/paths/manage-keys.ts';
import type { HttpEvent } from '../../runtime/endpoint.ts';
import { pathParameter } from '../../runtime/path-parameter.ts';

export const unknownKey = () => notFound('Unknown key');

/** The id that a path names; whatever is no id is that of no key. */
export const keyInPath = (event: HttpEvent): string => pathParameter(event, 'id');

const WHY: Readonly<Record<KeyRefusal, string>> = {
  own: 'This is the key from the settings of Heartbeat Central: change ADMIN_API_KEY, or the file admin-key, and start again',
  'last-admin': 'This is the last admin key: issue another one first',
  'of-file': 'This key belongs to services in services.json: change it there',
};

/** What became of the key. @throws HttpError 404 where there is none, 409 with the reason */
export function changedKey<T>(outcome: KeyOutcome<T>): T {
  if (outcome.type === 'unknown') throw unknownKey();
  if (outcome.type === 'refused') throw conflict(WHY[outcome.why]);
  return outcome.value;
}
