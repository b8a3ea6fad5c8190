import type { Delivery } from '../api/shapes.ts';

/** Deliveries, newest first, as far back as they were read. */
export interface DeliveryList {
  readonly deliveries: readonly Delivery[];
  /** Of what was not read; null where that is all. */
  readonly cursor: string | null;
  /** How many of the newest were read anew by the last look; those after them are as they were. */
  readonly fresh: number;
  /** Whether older ones were known and had to go, as they met the newest no more. */
  readonly isCut: boolean;
}

interface DeliveryPart {
  readonly deliveries: readonly Delivery[];
  readonly cursor: string | null;
}

/**
 * What is known, with the newest read anew on top; each once, as it was read last. Where all of the newest are new, some
 * between may be missing: then what was known goes.
 */
export function withNewest(known: DeliveryList | undefined, newest: DeliveryPart): DeliveryList {
  const { deliveries, cursor } = newest;
  const alone = { deliveries, cursor, fresh: deliveries.length, isCut: false };
  if (cursor === null || !known || known.deliveries.length === 0) return alone;
  const old = new Set(known.deliveries.map(({ id }) => id));
  if (!deliveries.some(({ id }) => old.has(id))) return { ...alone, isCut: true };
  const news = new Set(deliveries.map(({ id }) => id));
  const last = Math.max(...known.deliveries.map(({ id }, i) => (news.has(id) ? i : -1)));
  const older = known.deliveries.slice(last + 1);
  if (older.length === 0) return { ...alone, isCut: known.isCut };
  return {
    deliveries: [...deliveries, ...older],
    cursor: known.cursor,
    fresh: deliveries.length,
    isCut: known.isCut,
  };
}

/** With the page that follows what is known. */
export const withOlder = (known: DeliveryList, older: DeliveryPart): DeliveryList => ({
  ...known,
  deliveries: [...known.deliveries, ...older.deliveries],
  cursor: older.cursor,
  isCut: false,
});

/** With these as they are now, wherever they stand. */
export function withUpdates(known: DeliveryList, updates: readonly Delivery[]): DeliveryList {
  const byId = new Map(updates.map((delivery) => [delivery.id, delivery]));
  return { ...known, deliveries: known.deliveries.map((old) => byId.get(old.id) ?? old) };
}

/** Those that the next look at the newest does not tell of, though they are on their way; a few at most. */
export const pendingBelow = ({ deliveries, fresh }: DeliveryList, most: number): readonly Delivery[] =>
  deliveries
    .slice(fresh)
    .filter(({ status }) => status === 'pending')
    .slice(0, most);
