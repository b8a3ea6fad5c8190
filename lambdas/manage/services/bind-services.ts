import * as routes from '../../../contracts/services/routes.ts';
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
  bind(routes.readStatus, readStatus(services)),
  bind(routes.readStatusHistory, readStatusHistory(services)),
  bind(routes.readLogs, readLogs(services)),
  bind(routes.listServices, listServices(services)),
  bind(routes.addService, addService(services)),
  bind(routes.readService, readService(services)),
  bind(routes.changeService, changeService(services)),
  bind(routes.removeService, removeService(services)),
  bind(routes.pauseService, pauseService(services)),
  bind(routes.resumeService, resumeService(services)),
];
