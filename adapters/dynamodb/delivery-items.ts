import { deliveryOfKey, type ItemKey } from '../../contracts/table/keys.ts';
import type { Delivery } from '../../core/ports/delivery-store.ts';
import type { Item } from './table-reads.ts';

export function deliveryOf({ pk, sk, ttl: _ttl, dueShard: _shard, ...rest }: Item): Delivery {
  const ref = deliveryOfKey({ pk, sk } as unknown as ItemKey);
  return { ...ref, ...rest } as unknown as Delivery;
}
