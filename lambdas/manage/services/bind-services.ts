import * as changes from '../../../contracts/services/routes/changes.ts';
import * as reads from '../../../contracts/services/routes/reads.ts';
import { type Binding, bind } from '../../runtime/endpoint.ts';
import type { Services } from '../../runtime/services.ts';
import { addService } from './add-service.ts';
import { changeService } from './change-service.ts';
import { pauseService, resumeService } from './pause-service.ts';
import { readLogs } from './read-logs.ts';
import { listServices, readService } from './read-services.ts';
import { readStatus, readStatusHistory } from './read-status.ts';
import { removeService } from './remove-service.ts';

/** What the services dialect reads and manages. */
export const bindServices = (services: Services): Binding[] => [
  bind(reads.readStatus, readStatus(services)),
  bind(reads.readStatusHistory, readStatusHistory(services)),
  bind(reads.readLogs, readLogs(services)),
  bind(reads.listServices, listServices(services)),
  bind(changes.addService, addService(services)),
  bind(reads.readService, readService(services)),
  bind(changes.changeService, changeService(services)),
  bind(changes.removeService, removeService(services)),
  bind(changes.pauseService, pauseService(services)),
  bind(changes.resumeService, resumeService(services)),
];
