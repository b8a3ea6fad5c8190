import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { shownRows } from '../fleet/filters.ts';
import { wantRecent } from '../fleet/recent.ts';
import { MonitorRow } from './monitor-row.tsx';
import { useListKeys } from './use-list-keys.ts';
import { useWindow } from './use-window.ts';

const ROW_HEIGHT = 62;
const NARROW_ROW_HEIGHT = 76;
const narrow = matchMedia('(max-width: 52rem)');

/** The list, of which only what is seen is made: 10,000 monitors scroll as 20 do. */
export function MonitorList() {
  const all = shownRows.value;
  const list = useRef<HTMLUListElement>(null);
  const [rowHeight, setRowHeight] = useState(narrow.matches ? NARROW_ROW_HEIGHT : ROW_HEIGHT);
  const { first, last } = useWindow(list, rowHeight, all.length);
  const { selected, select, barFromEnd } = useListKeys(list, all, rowHeight);
  const seen = all.slice(first, last);

  useLayoutEffect(() => {
    const change = () => setRowHeight(narrow.matches ? NARROW_ROW_HEIGHT : ROW_HEIGHT);
    narrow.addEventListener('change', change);
    return () => narrow.removeEventListener('change', change);
  }, []);
  useLayoutEffect(() => wantRecent(seen));

  return (
    <ul
      ref={list}
      class="list"
      aria-label="Monitors, worst first"
      style={{ height: `${all.length * rowHeight}px` }}
    >
      {seen.map((row, i) => (
        <MonitorRow
          key={row.key}
          row={row}
          index={first + i}
          total={all.length}
          top={(first + i) * rowHeight}
          isSelected={first + i === selected}
          barFromEnd={first + i === selected ? barFromEnd : undefined}
          onFocus={select}
        />
      ))}
    </ul>
  );
}
