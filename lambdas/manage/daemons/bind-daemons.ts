import * as changes from '../../../contracts/daemons/routes/changes.ts';
import * as reads from '../../../contracts/daemons/routes/reads.ts';
import * as reports from '../../../contracts/daemons/routes/reports.ts';
import { type Binding, bind } from '../../runtime/endpoint.ts';
import type { RateLimits } from '../../runtime/rate-limits.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { announceDaemon } from './announce-daemon.ts';
import { changeDaemon, pauseDaemon, removeDaemon, resumeDaemon } from './change-daemon.ts';
import { readDaemon, readDaemonHeartbeats } from './read-daemon.ts';
import { readDaemonHealth } from './read-health.ts';
import { registerDaemon } from './register-daemon.ts';

/** What the daemons dialect registers, reads and manages. */
export const bindDaemons = (runtime: Runtime, limits: RateLimits): Binding[] => [
  bind(reports.registerDaemon, registerDaemon(runtime, limits)),
  bind(reads.readDaemonHealth, readDaemonHealth(runtime)),
  bind(reads.readDaemon, readDaemon(runtime)),
  bind(reads.readDaemonHeartbeats, readDaemonHeartbeats(runtime)),
  bind(changes.announceDaemon, announceDaemon(runtime)),
  bind(changes.changeDaemon, changeDaemon(runtime)),
  bind(changes.removeDaemon, removeDaemon(runtime)),
  bind(changes.pauseDaemon, pauseDaemon(runtime)),
  bind(changes.resumeDaemon, resumeDaemon(runtime)),
];
