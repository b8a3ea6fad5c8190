import { misfit } from '../../../contracts/http/http-error.ts';
import type { KeyFields } from '../../../contracts/services/schemas/service.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { keepKey } from '../../runtime/service-keys.ts';

/** The key that a service shall ask for; `kept`: the one that it has, or still none. */
export type KeyWish =
  | { readonly type: 'given'; readonly key: string }
  | { readonly type: 'generated'; readonly key: string }
  | { readonly type: 'open' }
  | { readonly type: 'kept' };

/**
 * What a request says about the key. `present` is whether the service asks for one now; undefined: it is new, and
 * then asks for one unless told otherwise.
 * @throws HttpError 400
 */
export function keyWish(
  { newKey }: Pick<Runtime, 'newKey'>,
  { apiKey, requireKey }: KeyFields,
  present: boolean | undefined,
): KeyWish {
  if (apiKey && requireKey === false) {
    throw misfit([{ path: 'requireKey', message: 'must not be false where apiKey is given' }]);
  }
  if (apiKey) return { type: 'given', key: apiKey };
  if (requireKey === false) return { type: 'open' };
  if (present === undefined || (requireKey && !present)) return { type: 'generated', key: newKey() };
  return { type: 'kept' };
}

/** The id of the wished key, given the id of the present one at the very moment of the change. */
export type KeyChoice = (present: string | undefined) => string | undefined;

/** The wish as a choice; the row of a wished key is written first. */
export async function keyChoice(runtime: Runtime, wish: KeyWish, at: number): Promise<KeyChoice> {
  switch (wish.type) {
    case 'kept':
      return (present) => present;
    case 'open':
      return () => undefined;
    default: {
      const id = await keepKey(runtime, runtime.hash(wish.key), at);
      return () => id;
    }
  }
}

/** A key that we made is shown once: in the answer to the request that made it. */
export const shownOnce = (wish: KeyWish): object => (wish.type === 'generated' ? { apiKey: wish.key } : {});
