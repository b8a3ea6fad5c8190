import * as paths from '../../../core/paths/manage-keys.ts';
import { emptyAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { changedKey, keyInPath } from './key-in-path.ts';

/** `DELETE /api/v1/keys/{id}`: refused at once by this process, and within a minute by every other. */
export const revokeKey =
  ({ store, clock, keys }: Runtime): Endpoint =>
  async (event) => {
    try {
      changedKey(await paths.revokeKey(store, keyInPath(event), clock.now()));
    } finally {
      // Also where it failed half-way: some of its keys may be gone.
      keys.forget();
    }
    return emptyAnswer();
  };
