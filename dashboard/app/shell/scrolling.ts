const REST_MS = 200;
/** News do not wait for ever for somebody who never stops. */
const MOST_WAITED_MS = 10_000;

let scrolledAt = Number.NEGATIVE_INFINITY;
globalThis.addEventListener?.(
  'scroll',
  () => {
    scrolledAt = performance.now();
  },
  { passive: true },
);

/** Whether the page is moving under the reader's hand. */
export const isScrolling = (): boolean => performance.now() - scrolledAt < REST_MS;

/** Resolves when the page stands still: work that can wait must not make it stutter. */
export async function pageAtRest(): Promise<void> {
  const begun = performance.now();
  while (isScrolling() && performance.now() - begun < MOST_WAITED_MS)
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
}
