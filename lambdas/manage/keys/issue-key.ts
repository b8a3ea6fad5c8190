import { randomBytes } from 'node:crypto';
import { fitting } from '../../../contracts/http/fit.ts';
import { jsonBody } from '../../../contracts/http/json-body.ts';
import { keyOf } from '../../../contracts/keys/from-core/key.ts';
import { newKey } from '../../../contracts/keys/schemas/key.ts';
import { DAY_MS } from '../../../core/monitor/uptime.ts';
import type { KeyRow } from '../../../core/ports/key-store.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';

/** Says nothing of the key: monitors name it, and it is shown. */
const newId = (): string => `key-${randomBytes(6).toString('hex')}`;

/** `POST /api/v1/keys`: a new key, shown this once. */
export const issueKey =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const at = runtime.clock.now();
    const { name, role, expires_in_days: days } = fitting(newKey, jsonBody(event));
    const key = runtime.newKey();
    const current: KeyRow = {
      hash: runtime.hash(key),
      id: newId(),
      role,
      name,
      createdAt: at,
      ...(days != null && { expiresAt: at + days * DAY_MS }),
    };
    await runtime.store.putKey(current);
    runtime.keys.forget();
    const location = `/api/v1/keys/${current.id}`;
    return jsonAnswer(201, { ...keyOf({ current, retiring: [] }), key }, { location });
  };
