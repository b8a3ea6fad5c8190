import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';
import { recent } from '../fleet/recent.ts';
import type { Row } from '../fleet/row.ts';
import { MOST_BARS } from './bars.tsx';

/** Where the keyboard stands in the list. */
export interface ListPosition {
  /** The row that Tab comes to. */
  readonly selected: ReadonlySignal<number>;
  /** The bar of that row, counted from the newest. */
  readonly barFromEnd: ReadonlySignal<number | undefined>;
  readonly select: (index: number) => void;
  /** The monitor that has the focus, by key, is about to stand elsewhere. */
  readonly moved: (key: string) => void;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, select, textarea, dialog') !== null;

/** It may take a few frames until the list has come there. */
function focusWhenMade(list: HTMLElement, index: number, frames = 10): void {
  const link = list.querySelector<HTMLElement>(`[data-index="${index}"]`);
  if (link) link.focus({ preventScroll: true });
  else if (frames > 0) requestAnimationFrame(() => focusWhenMade(list, index, frames - 1));
}

/** Up and down walk the rows, left and right the bars of one; Enter follows the link that has the focus. */
export function useListKeys(
  list: RefObject<HTMLElement | null>,
  rows: readonly Row[],
  rowHeight: number,
): ListPosition {
  const selected = useSignal(0);
  const barFromEnd = useSignal<number | undefined>(undefined);
  const last = rows.length - 1;
  selected.value = Math.min(selected.peek(), Math.max(0, last));

  const select = useCallback((index: number): void => {
    selected.value = index;
    barFromEnd.value = undefined;
  }, []);

  const focused = useRef<string>(undefined);
  const moved = useCallback((key: string): void => {
    focused.current = key;
  }, []);
  useLayoutEffect(() => {
    const index = rows.findIndex(({ key }) => key === focused.current);
    focused.current = undefined;
    if (index < 0) return;
    select(index);
    focusWhenMade(list.current!, index);
  }, [rows]);

  useLayoutEffect(() => {
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
      const current = selected.peek();
      const bar = barFromEnd.peek();
      const isInList = list.current?.contains(document.activeElement) ?? false;
      const bars = recent.peek().get(rows[current]?.key ?? '')?.bars.length ?? 0;
      const moves: Record<string, () => void> = {
        ArrowDown: () => focusRow(isInList ? Math.min(last, current + 1) : current),
        ArrowUp: () => focusRow(isInList ? Math.max(0, current - 1) : current),
        Home: () => focusRow(0),
        End: () => focusRow(last),
        ArrowLeft: () => {
          if (bars > 0) barFromEnd.value = Math.min(bars, MOST_BARS, (bar ?? -1) + 2) - 1;
        },
        ArrowRight: () => {
          barFromEnd.value = bar ? bar - 1 : undefined;
        },
      };
      const move = moves[event.key];
      if (!move || (!isInList && event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
      event.preventDefault();
      move();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
  return { selected, barFromEnd, select, moved };
}
