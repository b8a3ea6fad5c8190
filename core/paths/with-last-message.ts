import type { Transition } from '../monitor/transition.ts';
import type { HistoryStore } from '../ports/history-store.ts';
import type { Log } from '../ports/log.ts';

const SILENCES: ReadonlySet<Transition['reason']> = new Set(['missed', 'overrun', 'silent-run']);
/** Enough to know what it was doing; a whole stack trace stands in its history. */
const MESSAGE_LENGTH = 500;

/**
 * A transition by silence with what was said last before it: often that is the cause. One read, and where it fails the
 * alert goes without.
 */
export async function withLastMessage(
  { store, log }: { readonly store: Pick<HistoryStore, 'beats'>; readonly log: Log },
  transition: Transition,
): Promise<Transition> {
  if (!SILENCES.has(transition.reason) || transition.lastBeatAt === undefined) return transition;
  try {
    const [beat] = await store.beats(transition, { limit: 1 });
    if (!beat?.message || beat.at !== transition.lastBeatAt) return transition;
    return { ...transition, lastMessage: beat.message.slice(0, MESSAGE_LENGTH) };
  } catch (error) {
    log.warn({ err: error, kind: transition.kind, id: transition.id }, 'What was said last cannot be read');
    return transition;
  }
}
