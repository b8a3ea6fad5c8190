import { deliveryOf } from '../../../contracts/deliveries/from-core/delivery.ts';
import { deliveriesQuery, deliveryPlace } from '../../../contracts/deliveries/schemas/delivery.ts';
import { toMonitorRef } from '../../../contracts/deliveries/to-core/monitor-ref.ts';
import { cursorOf, positionOf } from '../../../contracts/http/cursor.ts';
import { fitting } from '../../../contracts/http/fit.ts';
import { USUALLY_LISTED } from '../../../contracts/http/list-query.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { deliveryInPath, unknownDelivery } from './delivery-in-path.ts';

/** `GET /api/deliveries`: newest first. A cursor belongs to the filter that it was given for. */
export const listDeliveries =
  ({ store }: Runtime): Endpoint =>
  async (event) => {
    const query = fitting(deliveriesQuery, event.queryStringParameters ?? {});
    const { channel, monitor, status, limit, cursor } = query;
    const list = `deliveries ${JSON.stringify([channel || null, monitor || null, status ?? null])}`;
    const page = await store.listDeliveries({
      limit: limit == null ? USUALLY_LISTED : Number(limit),
      cursor: positionOf(list, deliveryPlace, cursor)?.[0],
      channel: channel || undefined,
      monitor: toMonitorRef(monitor),
      state: status ?? undefined,
    });
    return jsonAnswer(200, {
      deliveries: page.items.map(deliveryOf),
      cursor: page.cursor === undefined ? null : cursorOf(list, [page.cursor]),
    });
  };

/** `GET /api/deliveries/{id}` */
export const readDelivery =
  ({ store }: Runtime): Endpoint =>
  async (event) => {
    const delivery = await store.delivery(deliveryInPath(event));
    if (!delivery) throw unknownDelivery();
    return jsonAnswer(200, deliveryOf(delivery));
  };
