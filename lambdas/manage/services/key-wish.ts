import { misfit } from '../../../contracts/http/http-error.ts';
import type { KeyFields } from '../../../contracts/services/schemas/service.ts';
import { keepKey } from '../../runtime/service-keys.ts';
import type { Services } from '../../runtime/services.ts';

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
  { newKey }: Pick<Services, 'newKey'>,
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

/** The id of the wished key, its row written; `keyId` is the present one. */
export async function keyIdFor(
  services: Services,
  wish: KeyWish,
  keyId: string | undefined,
  at: number,
): Promise<string | undefined> {
  switch (wish.type) {
    case 'kept':
      return keyId;
    case 'open':
      return undefined;
    default:
      return keepKey(services, services.hash(wish.key), at);
  }
}

/** A key that we made is shown once: in the answer to the request that made it. */
export const shownOnce = (wish: KeyWish): object => (wish.type === 'generated' ? { apiKey: wish.key } : {});
