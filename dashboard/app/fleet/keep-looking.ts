import { pageAtRest } from '../shell/scrolling.ts';
import { look } from './fleet.ts';

const VISIBLE_MS = 3_000;
const HIDDEN_MS = 60_000;

/** Looks at the fleet for as long as the page is open: every few seconds while it is seen, rarely while it is not. */
export function keepLooking(): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = async (): Promise<void> => {
    clearTimeout(timer);
    await pageAtRest();
    await look();
    clearTimeout(timer);
    timer = setTimeout(again, document.hidden ? HIDDEN_MS : VISIBLE_MS);
  };
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void again();
  });
  void again();
}
