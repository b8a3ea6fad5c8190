import type { MonitorStore } from '../../core/ports/monitor-store.ts';
import type { Beats } from './beats.ts';
import { dueMonitors } from './due-lists.ts';
import { listMonitors } from './monitor-lists.ts';
import { Monitors } from './monitors.ts';
import { SteadyBeats } from './steady-beats.ts';
import type { Table } from './table.ts';

export function monitorStore(table: Table, history: Beats): MonitorStore {
  const steady = new SteadyBeats(table, history);
  const monitors = new Monitors(table, history);
  return {
    recordSteady: (beats) => steady.record(beats),
    read: (ref) => monitors.read(ref),
    create: (monitor, replacing) => monitors.create(monitor, replacing),
    change: (read, after, guard, record) => monitors.change(read, after, guard, record),
    markPublished: (ref, born, sequence) => monitors.markPublished(ref, born, sequence),
    dueMonitors: (before) => dueMonitors(table, before),
    listMonitors: (kind, { limit, cursor }) => listMonitors(table, kind, limit, cursor),
  };
}
