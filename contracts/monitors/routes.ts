import type { Route } from '../http/route.ts';
import * as reads from './routes/reads.ts';
import { readRecent } from './routes/recent.ts';

/** What is read of monitors of every kind in one form. */
export const MONITOR_ROUTES: readonly Route[] = [...Object.values(reads), readRecent];
