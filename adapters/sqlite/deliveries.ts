import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { MonitorRef } from '../../core/monitor/ref.ts';
import type {
  Delivery,
  DeliveryRef,
  DeliveryStore,
  DueDelivery,
  Told,
} from '../../core/ports/delivery-store.ts';
import { type DeliveryRow, deliveryOf } from './delivery-rows.ts';
import { DUE_PAGE, type DueStatements, duePages } from './due-pages.ts';
import type { Parts } from './parts.ts';
import { reading } from './store-errors.ts';

interface DueRow {
  readonly n: number;
  readonly transition_id: string;
  readonly channel: string;
  readonly due_at: number;
}

/** Transitions on their way to channels, and what each channel was told last. */
class Deliveries {
  readonly #open: StatementSync;
  readonly #get: StatementSync;
  readonly #change: StatementSync;
  readonly #due: DueStatements;
  readonly #tell: StatementSync;
  readonly #told: StatementSync;

  constructor(db: DatabaseSync) {
    this.#open = db.prepare(`
      INSERT INTO deliveries
        (transition_id, channel, transition_doc, state, attempts, created_at, due_at, settled_at, answer)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);
    this.#get = db.prepare('SELECT * FROM deliveries WHERE transition_id = ? AND channel = ?');
    this.#change = db.prepare(`
      UPDATE deliveries SET state = ?, attempts = ?, due_at = ?, settled_at = ?, answer = ?
      WHERE transition_id = ? AND channel = ? AND state = ? AND attempts = ? AND due_at IS ?`);
    const due = (bounds: string) =>
      db.prepare(`
        SELECT n, transition_id, channel, due_at FROM deliveries WHERE due_at IS NOT NULL AND ${bounds}
        ORDER BY due_at, n LIMIT ${DUE_PAGE}`);
    this.#due = { at: due('due_at = ?1 AND n > ?2'), after: due('due_at > ?1 AND due_at <= ?2') };
    this.#tell = db.prepare(`
      INSERT INTO told (channel, kind, id, born, sequence, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT (channel, kind, id) DO UPDATE SET born = ?4, sequence = ?5, at = ?6
      WHERE (?4, ?5) > (born, sequence)`);
    this.#told = db.prepare('SELECT born, sequence FROM told WHERE channel = ? AND kind = ? AND id = ?');
  }

  /** Inside a write. */
  open(d: Delivery): boolean {
    const { dueAt = null, settledAt = null, answer = null } = d;
    const doc = JSON.stringify(d.transition);
    return (
      this.#open.run(
        d.transitionId,
        d.channel,
        doc,
        d.state,
        d.attempts,
        d.createdAt,
        dueAt,
        settledAt,
        answer,
      ).changes === 1
    );
  }

  get({ transitionId, channel }: DeliveryRef): Delivery | undefined {
    const row = this.#get.get(transitionId, channel) as unknown as DeliveryRow | undefined;
    return row && deliveryOf(row);
  }

  /** Inside a write: the delivery and what the channel was told change together. */
  change(read: Delivery, after: Delivery): boolean {
    const { state, attempts, dueAt = null, settledAt = null, answer = null } = after;
    const { transitionId, channel } = read;
    const changed = this.#change.run(
      ...[state, attempts, dueAt, settledAt, answer],
      ...[transitionId, channel, read.state, read.attempts, read.dueAt ?? null],
    );
    if (changed.changes === 0) return false;
    if (state === 'delivered') this.#tellChannel(after);
    return true;
  }

  told(channel: string, { kind, id }: MonitorRef): Told | undefined {
    const row = this.#told.get(channel, kind, id) as unknown as Told | undefined;
    return row && { born: row.born, sequence: row.sequence };
  }

  /** Pending ones, soonest first. */
  async *due(before: number): AsyncGenerator<readonly DueDelivery[]> {
    for await (const rows of duePages<DueRow>(this.#due, before)) {
      yield rows.map((row) => ({
        transitionId: row.transition_id,
        channel: row.channel,
        dueAt: row.due_at,
      }));
    }
  }

  #tellChannel({ channel, transition: { kind, id, born, sequence, at } }: Delivery): void {
    this.#tell.run(channel, kind, id, born, sequence, at);
  }
}

export function deliveryStore({ db, queue, reader }: Parts): DeliveryStore {
  const deliveries = new Deliveries(db);
  return {
    openDelivery: (delivery) => queue.write(() => deliveries.open(delivery)),
    delivery: (ref) => reading(() => deliveries.get(ref)),
    changeDelivery: (read, after) => queue.write(() => deliveries.change(read, after)),
    dueDeliveries: (before) => deliveries.due(before),
    told: (channel, ref) => reading(() => deliveries.told(channel, ref)),
    listDeliveries: ({ monitor, ...query }) =>
      reader.read('deliveries', {
        ...query,
        ...(monitor && { monitor: { kind: monitor.kind, id: monitor.id } }),
      }),
  };
}
