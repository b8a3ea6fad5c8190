import { useComputed } from '@preact/signals';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { shownRows } from '../fleet/filters.ts';
import { wantRecent } from '../fleet/recent.ts';
import { MonitorRow } from './monitor-row.tsx';
import { inOrder } from './slots.ts';
import { type ListPosition, useListKeys } from './use-list-keys.ts';
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
  const position = useListKeys(list, all, rowHeight);
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
        <InSlot key={i} slot={slot} element={elementOf(i)} rowHeight={rowHeight} position={position} />
      ))}
    </ul>
  );
}

interface InSlotProps {
  readonly slot: Slot;
  readonly element: string;
  readonly rowHeight: number;
  readonly position: ListPosition;
}

/** Nothing, where the slot is beyond the end of the list. */
function InSlot(props: InSlotProps) {
  const isInList = useComputed(() => props.slot.value < shownRows.value.length);
  return isInList.value ? <MonitorRow {...props} /> : null;
}
