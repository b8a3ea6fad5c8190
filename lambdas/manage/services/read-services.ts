import { serviceOf } from '../../../contracts/services/from-core/service.ts';
import { viewOf } from '../../../core/paths/read-fleet.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import { AnswersOfReadings } from '../../runtime/answers-of-readings.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { serviceInPath, unknownService } from './service-in-path.ts';

/** `GET /api/services`: what is configured, by id. */
export const listServices = ({ fleet }: Runtime): Endpoint => {
  const answers = new AnswersOfReadings();
  return async (_event, caller) => {
    const reading = await fleet.read(['service']);
    const withOwner = caller.keyId !== undefined;
    return answers.of(reading, String(withOwner), () => {
      const byId = reading.views.toSorted((a, b) => (a.monitor.id < b.monitor.id ? -1 : 1));
      return jsonAnswer(200, { services: byId.map((view) => serviceOf(view, withOwner)) });
    });
  };
};

/** `GET /api/services/{serviceId}` */
export const readService =
  ({ store, clock }: Runtime): Endpoint =>
  async (event, caller) => {
    const monitor = await store.read(serviceInPath(event));
    if (!monitor || monitor.status === 'closed') throw unknownService();
    return jsonAnswer(200, serviceOf(viewOf(monitor, clock.now()), caller.keyId !== undefined));
  };
