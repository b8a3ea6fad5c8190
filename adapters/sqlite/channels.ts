import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ChannelHealth, ChannelRow, ChannelStore } from '../../core/ports/channel-store.ts';
import type { Parts } from './parts.ts';
import { reading } from './store-errors.ts';

interface StoredChannel {
  readonly doc: string;
}

interface StoredHealth {
  readonly channel: string;
  readonly proved_at: number | null;
  readonly proved_by: 'delivery' | 'test' | null;
  readonly failed_at: number | null;
  readonly failure: string | null;
}

const rowOf = ({ doc }: StoredChannel): ChannelRow => JSON.parse(doc) as ChannelRow;

const healthOf = (row: StoredHealth): ChannelHealth => ({
  ...(row.proved_at !== null && { provedAt: row.proved_at }),
  ...(row.proved_by !== null && { provedBy: row.proved_by }),
  ...(row.failed_at !== null && { failedAt: row.failed_at }),
  ...(row.failure !== null && { failure: row.failure }),
});

/** Channels that people manage, and how all channels are. They are few: all reads are short. */
class Channels {
  readonly #list: StatementSync;
  readonly #get: StatementSync;
  readonly #insert: StatementSync;
  readonly #replace: StatementSync;
  readonly #remove: StatementSync;
  readonly #removeHealth: StatementSync;
  readonly #addHealth: StatementSync;
  readonly #prove: StatementSync;
  readonly #fail: StatementSync;
  readonly #healths: StatementSync;

  constructor(db: DatabaseSync) {
    this.#list = db.prepare('SELECT doc FROM channels ORDER BY id');
    this.#get = db.prepare('SELECT doc FROM channels WHERE id = ?');
    this.#insert = db.prepare(
      'INSERT INTO channels (id, version, doc) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
    );
    this.#replace = db.prepare('UPDATE channels SET version = ?, doc = ? WHERE id = ? AND version = ?');
    this.#remove = db.prepare('DELETE FROM channels WHERE id = ?');
    this.#removeHealth = db.prepare('DELETE FROM channel_health WHERE channel = ?');
    this.#addHealth = db.prepare('INSERT INTO channel_health (channel) VALUES (?) ON CONFLICT DO NOTHING');
    this.#prove = db.prepare(`
      UPDATE channel_health SET proved_at = ?2, proved_by = ?3
      WHERE channel = ?1 AND (proved_at IS NULL OR proved_at < ?2)`);
    this.#fail = db.prepare(`
      UPDATE channel_health SET failed_at = ?2, failure = ?3
      WHERE channel = ?1 AND (failed_at IS NULL OR failed_at < ?2)`);
    this.#healths = db.prepare('SELECT * FROM channel_health');
  }

  list(): ChannelRow[] {
    return (this.#list.all() as unknown as StoredChannel[]).map(rowOf);
  }

  get(id: string): ChannelRow | undefined {
    const row = this.#get.get(id) as unknown as StoredChannel | undefined;
    return row && rowOf(row);
  }

  /** Inside a write. */
  put(row: ChannelRow, replacing: number | undefined): boolean {
    const doc = JSON.stringify(row);
    const { id, version } = row;
    const written =
      replacing === undefined
        ? this.#insert.run(id, version, doc)
        : this.#replace.run(version, doc, id, replacing);
    return written.changes === 1;
  }

  /** Inside a write. */
  remove(id: string): boolean {
    this.#removeHealth.run(id);
    return this.#remove.run(id).changes === 1;
  }

  /** Inside a write. */
  note(id: string, { provedAt, provedBy, failedAt, failure }: ChannelHealth): void {
    if (provedAt === undefined && failedAt === undefined) return;
    this.#addHealth.run(id);
    if (provedAt !== undefined) this.#prove.run(id, provedAt, provedBy ?? null);
    if (failedAt !== undefined) this.#fail.run(id, failedAt, failure ?? null);
  }

  healths(): ReadonlyMap<string, ChannelHealth> {
    const rows = this.#healths.all() as unknown as StoredHealth[];
    return new Map(rows.map((row) => [row.channel, healthOf(row)]));
  }
}

export function channelStore({ db, queue }: Parts): ChannelStore {
  const channels = new Channels(db);
  return {
    listChannels: () => reading(() => channels.list()),
    channel: (id) => reading(() => channels.get(id)),
    putChannel: (row, replacing) => queue.write(() => channels.put(row, replacing)),
    removeChannel: (id) => queue.write(() => channels.remove(id)),
    noteChannelHealth: (id, health) => queue.write(() => channels.note(id, health)),
    channelHealths: () => reading(() => channels.healths()),
  };
}
