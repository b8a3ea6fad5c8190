import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Rows made above and below what is seen, so that scrolling a little makes none. */
const SPARE = 6;

interface Window {
  readonly first: number;
  readonly last: number;
}

/** Which rows of a list lie in the window, as the page is scrolled. */
export function useWindow(list: RefObject<HTMLElement | null>, rowHeight: number, count: number): Window {
  const [{ first, last }, set] = useState<Window>({ first: 0, last: 30 });
  useLayoutEffect(() => {
    const measure = (): void => {
      const top = list.current?.getBoundingClientRect().top ?? 0;
      // In steps of half the spare, so that most movements of the wheel make nothing new.
      const step = SPARE / 2;
      const begin = Math.floor(Math.max(0, -top) / rowHeight / step) * step;
      const next = {
        first: Math.max(0, begin - SPARE),
        last: begin + Math.ceil(innerHeight / rowHeight) + SPARE + step,
      };
      set((old) => (old.first === next.first && old.last === next.last ? old : next));
    };
    measure();
    addEventListener('scroll', measure, { passive: true });
    addEventListener('resize', measure);
    return () => {
      removeEventListener('scroll', measure);
      removeEventListener('resize', measure);
    };
  }, [rowHeight, count]);
  return { first: Math.min(first, Math.max(0, count - 1)), last: Math.min(last, count) };
}
