import type { HistoryStore } from '../../core/ports/history-store.ts';
import type { Beats } from './beats.ts';
import { removeHistory } from './history-removal.ts';
import { Summaries } from './summaries.ts';
import type { Table } from './table.ts';
import { Transitions } from './transitions.ts';
import { Uptimes } from './uptimes.ts';

export function historyStore(table: Table, beats: Beats): HistoryStore {
  const transitions = new Transitions(table);
  const uptimes = new Uptimes(table);
  const summaries = new Summaries(table);
  return {
    appendBeat: (ref, record) => beats.append(ref, record),
    beats: (ref, query) => beats.list(ref, query),
    putTransition: (transition) => transitions.put(transition),
    transition: (ref, born, sequence) => transitions.get(ref, born, sequence),
    transitions: (ref, query) => transitions.list(ref, query),
    countUptime: (transition) => uptimes.count(transition),
    uptimes: (refs) => uptimes.list(refs),
    removeHistory: (ref) => removeHistory(table, ref),
    putSummary: (summary) => summaries.put(summary),
    summaries: (query) => summaries.list(query),
  };
}
