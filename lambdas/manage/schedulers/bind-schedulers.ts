import { registerScheduler, removeScheduler } from '../../../contracts/schedulers/routes/changes.ts';
import * as reads from '../../../contracts/schedulers/routes/reads.ts';
import { type Binding, bind } from '../../runtime/endpoint.ts';
import type { RateLimits } from '../../runtime/rate-limits.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { readSchedulerRuns } from './read-runs.ts';
import { listSchedulers, readScheduler } from './read-schedulers.ts';
import { register } from './register.ts';
import { remove } from './remove.ts';

/** What the schedulers dialect reads and manages. */
export const bindSchedulers = (runtime: Runtime, limits: RateLimits): Binding[] => [
  bind(registerScheduler, register(runtime, limits)),
  bind(removeScheduler, remove(runtime)),
  bind(reads.listSchedulers, listSchedulers(runtime)),
  bind(reads.readScheduler, readScheduler(runtime)),
  bind(reads.readSchedulerRuns, readSchedulerRuns(runtime)),
];
