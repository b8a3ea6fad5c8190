import type { HistoryStore } from '../../core/ports/history-store.ts';
import { HistoryRemoval } from './history-removal.ts';
import type { Parts } from './parts.ts';
import { reading } from './store-errors.ts';
import { Summaries } from './summaries.ts';
import { Transitions } from './transitions.ts';

export function historyStore(parts: Parts): HistoryStore {
  const { db, queue, state, log, reader } = parts;
  const transitions = new Transitions(db);
  const removal = new HistoryRemoval(parts);
  const summaries = new Summaries(db);
  return {
    appendBeat: (ref, record) =>
      queue.write(() => {
        const heard = state.findOrAdd(ref);
        state.changing(heard);
        log.append(heard, record);
      }),
    beats: async (ref, query) => {
      const head = await reading(() => state.find(ref)?.head);
      return head ? reader.read('beats', head, query) : [];
    },
    putTransition: (transition) => queue.write(() => transitions.put(transition)),
    transition: (ref, born, sequence) => reading(() => transitions.get(ref, born, sequence)),
    transitions: ({ kind, id }, query) => reader.read('transitions', { kind, id }, query),
    countUptime: (transition) => queue.write(() => transitions.countUptime(transition)),
    uptimes: (refs) =>
      reader.read(
        'uptimes',
        refs.map(({ kind, id }) => ({ kind, id })),
      ),
    removeHistory: (ref) => removal.run(ref),
    putSummary: (summary) => queue.write(() => summaries.put(summary)),
    summaries: (query) => reader.read('summaries', query),
  };
}
