import type { Route } from '../http/route.ts';
import * as changes from './routes/changes.ts';
import * as reads from './routes/reads.ts';
import * as reports from './routes/reports.ts';

/** Every route of the schedulers dialect. */
export const SCHEDULER_ROUTES: readonly Route[] = [
  changes.registerScheduler,
  ...Object.values(reports),
  ...Object.values(reads),
  changes.removeScheduler,
  changes.pauseScheduler,
  changes.resumeScheduler,
];
