import type { Delivery, DeliveryStore } from '../ports/delivery-store.ts';

/** Whether the channel was told this change of the monitor already, or a newer one: older news would mislead. */
export async function wasToldNewer(store: Pick<DeliveryStore, 'told'>, delivery: Delivery): Promise<boolean> {
  const { born, sequence } = delivery.transition;
  const told = await store.told(delivery.channel, delivery.transition);
  if (!told) return false;
  return told.born > born || (told.born === born && told.sequence >= sequence);
}
