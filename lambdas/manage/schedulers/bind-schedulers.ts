import * as changes from '../../../contracts/schedulers/routes/changes.ts';
import * as reads from '../../../contracts/schedulers/routes/reads.ts';
import { type Binding, bind } from '../../runtime/endpoint.ts';
import type { RateLimits } from '../../runtime/rate-limits.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { pauseScheduler, removeScheduler, resumeScheduler } from './change-scheduler.ts';
import { readSchedulerRuns } from './read-runs.ts';
import { listSchedulers, readScheduler } from './read-schedulers.ts';
import { register } from './register.ts';

/** What the schedulers dialect reads and manages. */
export const bindSchedulers = (runtime: Runtime, limits: RateLimits): Binding[] => [
  bind(changes.registerScheduler, register(runtime, limits)),
  bind(changes.removeScheduler, removeScheduler(runtime)),
  bind(changes.pauseScheduler, pauseScheduler(runtime)),
  bind(changes.resumeScheduler, resumeScheduler(runtime)),
  bind(reads.listSchedulers, listSchedulers(runtime)),
  bind(reads.readScheduler, readScheduler(runtime)),
  bind(reads.readSchedulerRuns, readSchedulerRuns(runtime)),
];
