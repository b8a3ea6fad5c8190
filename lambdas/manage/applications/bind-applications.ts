import * as changes from '../../../contracts/applications/routes/changes.ts';
import * as reads from '../../../contracts/applications/routes/reads.ts';
import { type Binding, bind } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { addApplication } from './add-application.ts';
import { changeApplication, pauseApplication, resumeApplication } from './change-application.ts';
import { listApplications, readApplication } from './read-applications.ts';
import { readHeartbeats } from './read-heartbeats.ts';
import { removeApplication } from './remove-application.ts';

/** What the applications dialect reads and manages. */
export const bindApplications = (runtime: Runtime): Binding[] => [
  bind(reads.listApplications, listApplications(runtime)),
  bind(reads.readApplication, readApplication(runtime)),
  bind(reads.readApplicationHeartbeats, readHeartbeats(runtime)),
  bind(changes.addApplication, addApplication(runtime)),
  bind(changes.changeApplication, changeApplication(runtime)),
  bind(changes.removeApplication, removeApplication(runtime)),
  bind(changes.pauseApplication, pauseApplication(runtime)),
  bind(changes.resumeApplication, resumeApplication(runtime)),
];
