import { fitting } from '../../../contracts/http/fit.ts';
import { jsonBody } from '../../../contracts/http/json-body.ts';
import { keyOf } from '../../../contracts/keys/from-core/key.ts';
import { DEFAULT_OVERLAP_SECONDS, rotation } from '../../../contracts/keys/schemas/key.ts';
import * as paths from '../../../core/paths/manage-keys.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { changedKey, keyInPath } from './key-in-path.ts';

/** `POST /api/v1/keys/{id}/rotate`: a new key under the id, shown this once. */
export const rotateKey =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const { overlap_seconds: overlap } = fitting(rotation, jsonBody(event) ?? {});
    const key = runtime.newKey();
    const wish = {
      hash: runtime.hash(key),
      overlapMs: (overlap ?? DEFAULT_OVERLAP_SECONDS) * 1_000,
    };
    try {
      const rotated = changedKey(
        await paths.rotateKey(runtime.store, keyInPath(event), wish, runtime.clock.now()),
      );
      return jsonAnswer(200, { ...keyOf(rotated), key });
    } finally {
      runtime.keys.forget();
    }
  };
