/** What of a list is to be seen. */
export interface Seen {
  /** The first row that a slot is needed for. */
  readonly first: number;
  /** How many slots there are. */
  readonly size: number;
  /** The row in the middle of the window: those near it come first. */
  readonly middle: number;
  /** How many slots may change at once. */
  readonly most: number;
}

/** The row that slot `slot` shows: as the list moves by one row, one slot changes. */
const rowOfSlot = (slot: number, { first, size }: Seen): number =>
  first + ((((slot - first) % size) + size) % size);

/**
 * Which row each slot shows next, and whether that is all: the rows of a list are shown by a few slots, which go on
 * to other rows as it is scrolled. After a leap it takes several calls. Pure.
 */
export function nextSlots(
  slots: readonly number[],
  seen: Seen,
): { readonly slots: readonly number[]; readonly isWhole: boolean } {
  const wanted = Array.from({ length: seen.size }, (_, slot) => rowOfSlot(slot, seen));
  if (slots.length !== seen.size) return { slots: wanted, isWhole: true };
  const wrong = wanted.flatMap((row, slot) => (row === slots[slot] ? [] : [slot]));
  if (wrong.length === 0) return { slots, isWhole: true };
  const distance = (slot: number): number => Math.abs(wanted[slot]! - seen.middle);
  const next = [...slots];
  for (const slot of wrong.sort((a, b) => distance(a) - distance(b)).slice(0, seen.most))
    next[slot] = wanted[slot]!;
  return { slots: next, isWhole: wrong.length <= seen.most };
}

/** The slots in the order of their rows; those beyond the end of the list are left out. */
export const inOrder = (slots: readonly number[], count: number): number[] =>
  slots
    .map((_, slot) => slot)
    .filter((slot) => slots[slot]! < count)
    .sort((a, b) => slots[a]! - slots[b]!);
