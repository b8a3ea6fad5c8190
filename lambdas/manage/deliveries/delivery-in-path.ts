import { deliveryNamed } from '../../../contracts/deliveries/delivery-name.ts';
import { notFound } from '../../../contracts/http/http-error.ts';
import type { DeliveryRef } from '../../../core/ports/delivery-store.ts';
import type { HttpEvent } from '../../runtime/endpoint.ts';
import { pathParameter } from '../../runtime/path-parameter.ts';

export const unknownDelivery = () => notFound('Unknown delivery');

/** The delivery that a path names. @throws HttpError 404 where none can have that name */
export function deliveryInPath(event: HttpEvent): DeliveryRef {
  const ref = deliveryNamed(pathParameter(event, 'id'));
  if (!ref) throw unknownDelivery();
  return ref;
}
