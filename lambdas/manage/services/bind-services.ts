import * as changes from '../../../contracts/services/routes/changes.ts';
import * as reads from '../../../contracts/services/routes/reads.ts';
import { type Binding, bind } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { addService } from './add-service.ts';
import { changeService } from './change-service.ts';
import { pauseService, resumeService } from './pause-service.ts';
import { readLogs } from './read-logs.ts';
import { listServices, readService } from './read-services.ts';
import { readStatus, readStatusHistory } from './read-status.ts';
import { removeService } from './remove-service.ts';

/** What the services dialect reads and manages. */
export const bindServices = (runtime: Runtime): Binding[] => [
  bind(reads.readStatus, readStatus(runtime)),
  bind(reads.readStatusHistory, readStatusHistory(runtime)),
  bind(reads.readLogs, readLogs(runtime)),
  bind(reads.listServices, listServices(runtime)),
  bind(changes.addService, addService(runtime)),
  bind(reads.readService, readService(runtime)),
  bind(changes.changeService, changeService(runtime)),
  bind(changes.removeService, removeService(runtime)),
  bind(changes.pauseService, pauseService(runtime)),
  bind(changes.resumeService, resumeService(runtime)),
];
