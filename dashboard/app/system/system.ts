import { signal } from '@preact/signals';
import { RequestError, read } from '../api/request.ts';
import type { SystemAnswer } from '../api/shapes.ts';

/** How Heartbeat Central itself is; undefined where the server does not say. */
export const system = signal<SystemAnswer | undefined>(undefined);

const EVERY_MS = 15_000;

/** Asks for as long as the page is open and seen. */
export function keepAskingSystem(): void {
  const ask = async (): Promise<void> => {
    try {
      if (!document.hidden) system.value = await read<SystemAnswer>('api/system');
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      system.value = undefined;
      if (error.status === 404) return;
    }
    setTimeout(() => void ask(), EVERY_MS);
  };
  void ask();
}

/** A gap is news for as long as alerts may be held for it. */
const GAP_IS_NEWS_MS = 3_600_000;

/** What is wrong with us, in sentences: while it is so, silence of others may be our own fault. */
export function ownTroubles({ hearing, sweep, deliveries, store }: SystemAnswer, at: number): string[] {
  const isGapNews = hearing.gap !== null && at - Date.parse(hearing.gap.to) < GAP_IS_NEWS_MS;
  return [
    ...(store === 'failing' ? ['The store cannot be reached: nothing new is recorded.'] : []),
    ...(sweep.overdue ? ['Silence is not looked for in time: the sweep is overdue.'] : []),
    ...(isGapNews ? ['We could not hear for a while: silence within it raises no alert.'] : []),
    ...(deliveries.failed > 0
      ? [
          `${deliveries.failed} ${deliveries.failed === 1 ? 'alert was' : 'alerts were'} given up: nobody was told.`,
        ]
      : []),
  ];
}
