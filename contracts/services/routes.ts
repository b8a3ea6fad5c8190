import type { Route } from '../http/route.ts';
import * as changes from './routes/changes.ts';
import * as reads from './routes/reads.ts';
import { receiveHeartbeat } from './routes/receive-heartbeat.ts';

/** Every route of the services dialect. */
export const SERVICE_ROUTES: readonly Route[] = [
  receiveHeartbeat,
  ...Object.values(reads),
  ...Object.values(changes),
];
