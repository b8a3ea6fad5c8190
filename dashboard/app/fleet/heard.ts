import { computed } from '@preact/signals';
import { now } from '../time/now.ts';
import { answeredAt, trouble } from './fleet.ts';

/** Longer without an answer than a few looks take: what is shown may not be so any more. */
const STALE_MS = 15_000;

/** Whether what is shown is how it is: the last look was answered, and not long ago. */
export const isHeard = computed(() => {
  const heard = answeredAt.value;
  if (trouble.value) return false;
  // Nobody looks often while the page is not seen: then only a look that fails tells.
  return heard === undefined || now.value - heard <= STALE_MS || document.hidden;
});
