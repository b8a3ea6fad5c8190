import { batch, type Signal, signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { nextSlots } from './slots.ts';

/** Rows above and below what is seen. */
const SPARE = 6;
/** Rows that one frame makes: after a leap the rest comes with the frames after it. */
const MOST_A_FRAME = 4;
const REST_MS = 150;

/** The row that a slot shows; one beyond the end of the list is none. */
export type Slot = Signal<number>;

/**
 * The slots of a list. While it is scrolled, only those change that go on to another row, and nothing is measured:
 * where the list begins is known. The caller is made again when the list has come to rest.
 */
export function useSlots(
  list: RefObject<HTMLElement | null>,
  rowHeight: number,
  count: number,
): readonly Slot[] {
  const [slots, set] = useState<readonly Slot[]>([]);
  useLayoutEffect(() => {
    let current = slots;
    let top = 0;
    let scrolled = 0;
    let frame: number | undefined;
    let resting: ReturnType<typeof setTimeout> | undefined;
    const fill = (): void => {
      frame = undefined;
      const inWindow = Math.ceil(innerHeight / rowHeight) + 1;
      const seen = Math.min(
        Math.max(0, count - inWindow),
        Math.floor(Math.max(0, scrolled - top) / rowHeight),
      );
      const next = nextSlots(
        current.map((slot) => slot.peek()),
        {
          first: Math.max(0, seen - SPARE),
          size: inWindow + 2 * SPARE,
          middle: seen + inWindow / 2,
          most: MOST_A_FRAME,
        },
      );
      if (next.slots.length !== current.length) {
        current = next.slots.map((row) => signal(row));
        set(current);
        return;
      }
      batch(() => {
        for (const [i, row] of next.slots.entries()) current[i]!.value = row;
      });
      if (!next.isWhole) frame ??= requestAnimationFrame(fill);
    };
    const rest = (): void => {
      resting = undefined;
      set([...current]);
    };
    const onScroll = (): void => {
      scrolled = scrollY;
      frame ??= requestAnimationFrame(fill);
      clearTimeout(resting);
      resting = setTimeout(rest, REST_MS);
    };
    const measure = (): void => {
      scrolled = scrollY;
      top = (list.current?.getBoundingClientRect().top ?? 0) + scrolled;
      fill();
    };
    measure();
    // What stands above it may grow.
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    addEventListener('scroll', onScroll, { passive: true });
    addEventListener('resize', measure);
    return () => {
      if (frame !== undefined) cancelAnimationFrame(frame);
      clearTimeout(resting);
      observer.disconnect();
      removeEventListener('scroll', onScroll);
      removeEventListener('resize', measure);
    };
  }, [rowHeight, count]);
  return slots;
}
