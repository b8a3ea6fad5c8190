import { cursorOf, positionOf } from '../../../contracts/http/cursor.ts';
import { fitting } from '../../../contracts/http/fit.ts';
import { USUALLY_LISTED } from '../../../contracts/http/list-query.ts';
import { keyOf } from '../../../contracts/keys/from-core/key.ts';
import { keyPlace, keysQuery } from '../../../contracts/keys/schemas/key.ts';
import * as paths from '../../../core/paths/manage-keys.ts';
import { pageAfter } from '../../../core/paths/page-after.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { keyInPath, unknownKey } from './key-in-path.ts';

const LIST = 'keys';

/** `GET /api/v1/keys`: by name. */
export const listKeys =
  ({ store, clock }: Runtime): Endpoint =>
  async (event) => {
    const { role, q, limit, cursor } = fitting(keysQuery, event.queryStringParameters ?? {});
    const after = positionOf(LIST, keyPlace, cursor);
    const part = q?.toLowerCase();
    const keys = (await paths.listKeys(store, clock.now())).filter(
      ({ current }) =>
        (role == null || current.role === role) &&
        (part === undefined || `${current.name}\n${current.id}`.toLowerCase().includes(part)),
    );
    const page = pageAfter(keys, {
      after,
      limit: limit == null ? USUALLY_LISTED : Number(limit),
      placeOf: paths.placeOf,
      compare: paths.compareKeys,
    });
    return jsonAnswer(200, {
      keys: page.items.map(keyOf),
      total: keys.length,
      cursor: page.last ? cursorOf(LIST, page.last) : null,
    });
  };

/** `GET /api/v1/keys/{id}` */
export const readKey =
  ({ store, clock }: Runtime): Endpoint =>
  async (event) => {
    const key = await paths.readKey(store, keyInPath(event), clock.now());
    if (!key) throw unknownKey();
    return jsonAnswer(200, keyOf(key));
  };
