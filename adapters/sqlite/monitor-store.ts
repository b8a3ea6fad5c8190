import type { MonitorStore } from '../../core/ports/monitor-store.ts';
import { MonitorLists } from './monitor-lists.ts';
import { Monitors } from './monitors.ts';
import type { Parts } from './parts.ts';
import { SteadyBeats } from './steady-beats.ts';
import { reading } from './store-errors.ts';

export function monitorStore({ db, queue, state, log, clock }: Parts): MonitorStore {
  const steady = new SteadyBeats(state, log, clock);
  const monitors = new Monitors(db, state, log, clock);
  const lists = new MonitorLists(db, monitors, clock);
  return {
    recordSteady: (beats) => queue.write(() => steady.record(beats), beats.length),
    read: (ref) => reading(() => monitors.read(ref)),
    create: (monitor, replacing) => queue.write(() => monitors.create(monitor, replacing)),
    change: (read, after, guard, record) => queue.write(() => monitors.change(read, after, guard, record)),
    markPublished: (ref, born, sequence) => queue.write(() => monitors.markPublished(ref, born, sequence)),
    dueMonitors: (before) => lists.due(before),
    listMonitors: (kind, { limit, cursor }) => lists.list(kind, limit, cursor),
  };
}
