import type { Route } from '../http/route.ts';
import * as changes from './routes/changes.ts';
import * as reads from './routes/reads.ts';
import * as received from './routes/receive-heartbeat.ts';

/** Every route of the applications dialect. */
export const APPLICATION_ROUTES: readonly Route[] = [
  ...Object.values(received),
  ...Object.values(reads),
  ...Object.values(changes),
];
