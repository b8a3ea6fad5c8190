import { deliveryOf, whyNotAgain } from '../../../contracts/deliveries/from-core/delivery.ts';
import { conflict } from '../../../contracts/http/http-error.ts';
import * as paths from '../../../core/paths/retry-delivery.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { deliveryInPath, unknownDelivery } from './delivery-in-path.ts';

/** `POST /api/deliveries/{id}/retry`: only what has failed; all else is on its way or was told. */
export const retryDelivery =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const outcome = await paths.retryDelivery(runtime, deliveryInPath(event));
    if (outcome.type === 'unknown') throw unknownDelivery();
    if (outcome.type === 'refused') throw conflict(whyNotAgain(outcome.delivery));
    return jsonAnswer(200, deliveryOf(outcome.delivery));
  };
