import { serviceOf } from '../../../contracts/services/from-core/service.ts';
import { readFleet, viewOf } from '../../../core/paths/read-fleet.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Services } from '../../runtime/services.ts';
import { serviceInPath, unknownService } from './service-in-path.ts';

/** `GET /api/services`: what is configured, by id. */
export const listServices =
  ({ store, clock }: Services): Endpoint =>
  async (_event, caller) => {
    const views = await readFleet(store, ['service'], clock.now());
    const byId = views.toSorted((a, b) => (a.monitor.id < b.monitor.id ? -1 : 1));
    return jsonAnswer(200, { services: byId.map((view) => serviceOf(view, caller.keyId !== undefined)) });
  };

/** `GET /api/services/{serviceId}` */
export const readService =
  ({ store, clock }: Services): Endpoint =>
  async (event, caller) => {
    const monitor = await store.read(serviceInPath(event));
    if (!monitor || monitor.status === 'closed') throw unknownService();
    return jsonAnswer(200, serviceOf(viewOf(monitor, clock.now()), caller.keyId !== undefined));
  };
