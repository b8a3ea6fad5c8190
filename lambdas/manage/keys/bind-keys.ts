import * as routes from '../../../contracts/keys/routes/keys.ts';
import { type Binding, bind } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { issueKey } from './issue-key.ts';
import { listKeys, readKey } from './read-keys.ts';
import { revokeKey } from './revoke-key.ts';
import { rotateKey } from './rotate-key.ts';

/** Keys: issued, listed, rotated and revoked. */
export const bindKeys = (runtime: Runtime): Binding[] => [
  bind(routes.issueKey, issueKey(runtime)),
  bind(routes.listKeys, listKeys(runtime)),
  bind(routes.readKey, readKey(runtime)),
  bind(routes.revokeKey, revokeKey(runtime)),
  bind(routes.rotateKey, rotateKey(runtime)),
];
