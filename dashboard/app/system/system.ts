import { signal } from '@preact/signals';
import { keepAsking } from '../api/keep-asking.ts';
import { RequestError, read } from '../api/request.ts';
import type { SystemAnswer } from '../api/shapes.ts';
import { now } from '../time/now.ts';

/** How Heartbeat Central itself is, as it was told last; undefined where the server does not say. */
export const system = signal<SystemAnswer | undefined>(undefined);
/** When it was told, epoch ms. */
export const systemToldAt = signal(Number.NEGATIVE_INFINITY);
/** Whether it is asked for in vain since: whoever is most ill answers least. */
export const isSystemSilent = signal(false);

const EVERY_MS = 15_000;
const HIDDEN_MS = 120_000;

/** Asks for as long as the page is open. */
export function keepAskingSystem(): void {
  keepAsking({ ask: askSystem, everyMs: () => EVERY_MS, hiddenMs: HIDDEN_MS });
}

/** Only where the answer is none of this reader's, what was told before is forgotten. @throws RequestError */
async function askSystem(): Promise<'told' | 'enough'> {
  try {
    const told = await read<SystemAnswer>('api/system');
    systemToldAt.value = now.peek();
    system.value = told;
    isSystemSilent.value = false;
    return 'told';
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    isSystemSilent.value = true;
    if (error.status === 401 || error.status === 404) system.value = undefined;
    if (error.status === 404) return 'enough';
    throw error;
  }
}
