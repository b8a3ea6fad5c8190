import type { RefObject } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { recent } from '../fleet/recent.ts';
import type { Row } from '../fleet/row.ts';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, select, textarea, dialog') !== null;

/** It may take a few frames until the list has come there. */
function focusWhenMade(list: HTMLElement, index: number, frames = 10): void {
  const link = list.querySelector<HTMLElement>(`[data-index="${index}"]`);
  if (link) link.focus({ preventScroll: true });
  else if (frames > 0) requestAnimationFrame(() => focusWhenMade(list, index, frames - 1));
}

/** Up and down walk the rows, left and right the bars of one; Enter follows the link that has the focus. */
export function useListKeys(list: RefObject<HTMLElement | null>, rows: readonly Row[], rowHeight: number) {
  const [selected, setSelected] = useState(0);
  const [barFromEnd, setBar] = useState<number>();
  const last = rows.length - 1;
  const current = Math.min(selected, Math.max(0, last));

  const select = useCallback((index: number): void => {
    setSelected(index);
    setBar(undefined);
  }, []);

  useEffect(() => {
    const focusRow = (index: number): void => {
      select(index);
      const box = list.current?.getBoundingClientRect();
      if (!box) return;
      const top = box.top + index * rowHeight;
      if (top < 0 || top + rowHeight > innerHeight) scrollBy({ top: top - innerHeight / 2 });
      focusWhenMade(list.current!, index);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || last < 0) return;
      const isInList = list.current?.contains(document.activeElement) ?? false;
      const bars = recent.peek().get(rows[current]?.key ?? '')?.bars.length ?? 0;
      const moves: Record<string, () => void> = {
        ArrowDown: () => focusRow(isInList ? Math.min(last, current + 1) : current),
        ArrowUp: () => focusRow(isInList ? Math.max(0, current - 1) : current),
        Home: () => focusRow(0),
        End: () => focusRow(last),
        ArrowLeft: () => bars > 0 && setBar(Math.min(bars - 1, 47, (barFromEnd ?? -1) + 1)),
        ArrowRight: () => setBar(barFromEnd ? barFromEnd - 1 : undefined),
      };
      const move = moves[event.key];
      if (!move || (!isInList && event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
      event.preventDefault();
      move();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
  return { selected: current, select, barFromEnd };
}
