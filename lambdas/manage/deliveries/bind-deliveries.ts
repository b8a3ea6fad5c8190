import * as routes from '../../../contracts/deliveries/routes/deliveries.ts';
import { type Binding, bind } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { listDeliveries, readDelivery } from './read-deliveries.ts';
import { retryDelivery } from './retry-delivery.ts';

/** Deliveries: listed, read, and sent again. */
export const bindDeliveries = (runtime: Runtime): Binding[] => [
  bind(routes.listDeliveries, listDeliveries(runtime)),
  bind(routes.readDelivery, readDelivery(runtime)),
  bind(routes.retryDelivery, retryDelivery(runtime)),
];
