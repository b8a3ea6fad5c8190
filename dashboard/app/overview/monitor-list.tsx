import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { shownRows } from '../fleet/filters.ts';
import { wantRecent } from '../fleet/recent.ts';
import type { Row } from '../fleet/row.ts';
import { MonitorRow } from './monitor-row.tsx';
import { inOrder } from './slots.ts';
import { useListKeys } from './use-list-keys.ts';
import { type Slot, useSlots } from './use-slots.ts';

const ROW_HEIGHT = 62;
const NARROW_ROW_HEIGHT = 76;
const narrow = matchMedia('(max-width: 52rem)');

const elementOf = (slot: number): string => `row-${slot}`;

/** The list, of which only what is seen is made, once: 10,000 monitors scroll as 20 do. */
export function MonitorList() {
  const all = shownRows.value;
  const list = useRef<HTMLUListElement>(null);
  const [rowHeight, setRowHeight] = useState(narrow.matches ? NARROW_ROW_HEIGHT : ROW_HEIGHT);
  const slots = useSlots(list, rowHeight, all.length);
  const { selected, select, barFromEnd } = useListKeys(list, all, rowHeight);
  const shown = slots.map((slot) => slot.peek());
  const order = inOrder(shown, all.length);

  useLayoutEffect(() => {
    const change = () => setRowHeight(narrow.matches ? NARROW_ROW_HEIGHT : ROW_HEIGHT);
    narrow.addEventListener('change', change);
    return () => narrow.removeEventListener('change', change);
  }, []);
  useLayoutEffect(() => wantRecent(order.map((slot) => all[shown[slot]!]!)));

  return (
    <ul
      ref={list}
      class="list"
      aria-label="Monitors, worst first"
      // The elements stand as their slots do; they are read in the order of the rows.
      aria-owns={order.map(elementOf).join(' ')}
      style={{ height: `${all.length * rowHeight}px` }}
    >
      {slots.map((slot, i) => (
        <InSlot
          key={i}
          slot={slot}
          element={elementOf(i)}
          all={all}
          rowHeight={rowHeight}
          selected={selected}
          barFromEnd={barFromEnd}
          onFocus={select}
        />
      ))}
    </ul>
  );
}

interface InSlotProps {
  readonly slot: Slot;
  readonly element: string;
  readonly all: readonly Row[];
  readonly rowHeight: number;
  readonly selected: number;
  readonly barFromEnd: number | undefined;
  readonly onFocus: (index: number) => void;
}

function InSlot({ slot, element, all, rowHeight, selected, barFromEnd, onFocus }: InSlotProps) {
  const index = slot.value;
  const row = all[index];
  if (!row) return null;
  return (
    <MonitorRow
      element={element}
      row={row}
      index={index}
      total={all.length}
      top={index * rowHeight}
      isSelected={index === selected}
      barFromEnd={index === selected ? barFromEnd : undefined}
      onFocus={onFocus}
    />
  );
}
