import { cursorOf, positionOf } from '../../../contracts/http/cursor.ts';
import { fitting } from '../../../contracts/http/fit.ts';
import { isNarrowed, toFilter } from '../../../contracts/http/list-query.ts';
import { serviceOf } from '../../../contracts/services/from-core/service.ts';
import { servicePlace, servicesQuery } from '../../../contracts/services/schemas/service.ts';
import { compareText, type FleetPlace, viewOf } from '../../../core/paths/read-fleet.ts';
import { selectFleet } from '../../../core/paths/select-fleet.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import { AnswersOfReadings } from '../../runtime/answers-of-readings.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import { etagOf } from '../../runtime/etag.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { serviceInPath, unknownService } from './service-in-path.ts';

const LIST = 'services';

const byId = (a: FleetPlace, b: FleetPlace): number => compareText(a.monitor.id, b.monitor.id);

function placeFrom(cursor: string | null | undefined): FleetPlace | undefined {
  const place = positionOf(LIST, servicePlace, cursor);
  return place && { status: 'up', monitor: { kind: 'service', id: place[0], since: 0 } };
}

/** `GET /api/services`: what is configured, by id; without a limit, all of it. */
export const listServices = ({ fleet }: Runtime): Endpoint => {
  const answers = new AnswersOfReadings();
  return async (event, caller) => {
    const query = fitting(servicesQuery, event.queryStringParameters ?? {});
    const { limit, cursor } = query;
    const after = placeFrom(cursor);
    const reading = await fleet.read(['service']);
    const withOwner = caller.keyId !== undefined;
    const make = () => {
      const { total, page, last } = selectFleet(reading.views.toSorted(byId), toFilter(query), {
        after,
        limit: limit == null ? undefined : Number(limit),
        order: byId,
      });
      const body = {
        services: page.map((view) => serviceOf(view, withOwner)),
        total,
        cursor: last ? cursorOf(LIST, [last.monitor.id]) : null,
      };
      return jsonAnswer(200, body, { etag: etagOf(body) });
    };
    return isNarrowed(query) ? make() : answers.of(reading, String(withOwner), make);
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
