import * as z from 'zod/mini';
import { transitionNamed } from '../../core/monitor/transition-name.ts';
import type { DeliveryRef } from '../../core/ports/delivery-store.ts';
import { ID_PATTERN } from '../http/limits.ts';

/** An owner's channel bears an address. */
const MOST_CHANNEL = 300;

const parts = z.tuple([z.string(), z.string().check(z.minLength(1), z.maxLength(MOST_CHANNEL))]);

/** The name of a delivery in addresses. */
export const deliveryName = ({ transitionId, channel }: DeliveryRef): string =>
  Buffer.from(JSON.stringify([transitionId, channel])).toString('base64url');

/** The delivery that a name is of; undefined where no delivery can have that name. */
export function deliveryNamed(name: string): DeliveryRef | undefined {
  const { data } = parts.safeParse(decoded(name));
  if (!data) return undefined;
  const [transitionId, channel] = data;
  const ref = { transitionId, channel };
  const id = transitionNamed(transitionId)?.ref.id ?? '';
  return ID_PATTERN.test(id) && deliveryName(ref) === name ? ref : undefined;
}

function decoded(name: string): unknown {
  try {
    return JSON.parse(Buffer.from(name, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
