import type { Route } from '../http/route.ts';
import * as changes from './routes/changes.ts';
import * as reads from './routes/reads.ts';
import * as reports from './routes/reports.ts';

/** Every route of the daemons dialect. */
export const DAEMON_ROUTES: readonly Route[] = [
  ...Object.values(reports),
  ...Object.values(reads),
  ...Object.values(changes),
];
