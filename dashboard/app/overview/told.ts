import type { Delivery } from '../api/shapes.ts';

/** The channels of an outage, by what came of it there. */
export interface Told {
  readonly told: readonly string[];
  /** The attempts go on. */
  readonly trying: readonly string[];
  /** They were given up. */
  readonly unreached: readonly string[];
}

/**
 * Who was told that a monitor went down at `since` (epoch ms), or has not been yet. A delivery that something newer took
 * the place of says nothing.
 */
export function toldOf(deliveries: readonly Delivery[], since: number): Told {
  const ofOutage = deliveries.filter(
    ({ transition }) => transition.to === 'down' && Date.parse(transition.at) >= since,
  );
  const channels = (state: Delivery['status']): string[] => [
    ...new Set(ofOutage.filter(({ status }) => status === state).map(({ channel }) => channel)),
  ];
  return { told: channels('delivered'), trying: channels('pending'), unreached: channels('failed') };
}

export const isNobody = ({ told, trying, unreached }: Told): boolean =>
  told.length + trying.length + unreached.length === 0;

/** `names` by the id of a channel; one that is not among them is called by its id. */
export function toldWords(all: Told, names: Readonly<Record<string, string>>): string {
  const list = (ids: readonly string[]): string => ids.map((id) => names[id] ?? nameOfOwner(id)).join(', ');
  if (isNobody(all)) return 'Nobody was told.';
  const { told, trying, unreached } = all;
  return [
    ...(told.length > 0 ? [`Told: ${list(told)}.`] : []),
    ...(trying.length > 0 ? [`Not reached yet: ${list(trying)}.`] : []),
    ...(unreached.length > 0 ? [`Given up: ${list(unreached)}.`] : []),
  ].join(' ');
}

/** `owner:` and an address stands for the owner of a monitor. */
const nameOfOwner = (id: string): string => id.replace(/^owner:/, '');
