import { signal } from '@preact/signals';
import { isScrolling } from '../shell/scrolling.ts';

let aheadMs = 0;

/** The server's time to the second, epoch ms: what every "ago" and "in" is counted from. */
export const now = signal(Date.now());

/** Ours may be wrong; the server's is what monitors are judged by. */
export function learnServerTime(timestamp: string): void {
  aheadMs = Date.parse(timestamp) - Date.now();
  now.value = Date.now() + aheadMs;
}

setInterval(() => {
  if (!document.hidden && !isScrolling()) now.value = Date.now() + aheadMs;
}, 1_000);
