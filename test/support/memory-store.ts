import { accepts } from '../../core/monitor/credential.ts';
import type { ClosedGap, Hearing } from '../../core/monitor/hearing.ts';
import { NOTHING_HEARD } from '../../core/monitor/hearing.ts';
import type { Monitor } from '../../core/monitor/monitor.ts';
import { patchBetween, patched } from '../../core/monitor/patch.ts';
import { type Kind, type MonitorRef, subjectOf } from '../../core/monitor/ref.ts';
import { type Transition, transitionId } from '../../core/monitor/transition.ts';
import { rollUp, type Uptime } from '../../core/monitor/uptime.ts';
import type { ChannelHealth, ChannelRow } from '../../core/ports/channel-store.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type {
  Delivery,
  DeliveryQuery,
  DeliveryRef,
  DueDelivery,
  Told,
} from '../../core/ports/delivery-store.ts';
import type { HistoryQuery, Summary } from '../../core/ports/history-store.ts';
import type { KeyRow } from '../../core/ports/key-store.ts';
import type { BeatRecord, Due, HeardGuard, Page, SteadyBeat } from '../../core/ports/monitor-store.ts';
import type { Store } from '../../core/ports/store.ts';

/** The plainest store that keeps the ports' promises: the model that simulations run on. Nothing is durable. */
export class MemoryStore implements Store {
  readonly monitors = new Map<string, Monitor>();
  readonly history = new Map<string, BeatRecord[]>();
  readonly told_ = new Map<string, Told>();
  readonly transitionsById = new Map<string, Transition>();
  readonly deliveries = new Map<string, Delivery>();
  readonly channels = new Map<string, ChannelRow>();
  readonly healths = new Map<string, ChannelHealth>();
  private readonly uptimeOf = new Map<string, Uptime>();
  private readonly keys = new Map<string, KeyRow>();
  private readonly kept: Summary[] = [];
  private hearing: { hearing: Hearing; version: number } = { hearing: NOTHING_HEARD, version: 0 };
  private readonly gaps = new Map<string, ClosedGap>();
  private sweptAt: number | undefined;
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  private living(ref: MonitorRef): Monitor | undefined {
    const monitor = this.monitors.get(subjectOf(ref));
    return monitor && (monitor.expiresAt === undefined || monitor.expiresAt > this.clock.now())
      ? monitor
      : undefined;
  }

  private put(monitor: Monitor): void {
    this.monitors.set(subjectOf(monitor), monitor);
  }

  private append(ref: MonitorRef, record: BeatRecord): void {
    const records = this.history.get(subjectOf(ref));
    if (records) records.push(record);
    else this.history.set(subjectOf(ref), [record]);
  }

  async recordSteady(beats: readonly SteadyBeat[]): Promise<boolean[]> {
    return beats.map(({ ref, state, credential, record }) => {
      const m = this.living(ref);
      if (!m || !accepts(m, credential) || m.streak || (m.lastBeatAt ?? 0) > record.at) return false;
      const run = 'run' in state ? m.runs[state.run] : undefined;
      if ('status' in state ? m.status !== state.status : run?.heardAt === undefined) return false;
      this.put({
        ...m,
        lastBeatAt: record.at,
        ...(record.message === undefined ? {} : { lastMessage: record.message.slice(0, 256) }),
        ...(record.vitals === undefined ? {} : { vitals: record.vitals }),
        ...('run' in state ? { runs: { ...m.runs, [state.run]: { ...run!, heardAt: record.at } } } : {}),
      });
      this.append(ref, record);
      return true;
    });
  }

  async read(ref: MonitorRef): Promise<Monitor | undefined> {
    return this.living(ref);
  }

  async create(monitor: Monitor, replacing?: Monitor): Promise<boolean> {
    const present = this.living(monitor);
    if (replacing ? present?.version !== replacing.version || present.born !== replacing.born : present)
      return false;
    if (replacing && present?.status !== 'closed') return false;
    this.put(monitor);
    return true;
  }

  async change(read: Monitor, after: Monitor, guard?: HeardGuard, record?: BeatRecord): Promise<boolean> {
    const present = this.living(read);
    if (!present || present.born !== read.born || present.version !== read.version) return false;
    if (guard && 'atMost' in guard && (present.lastBeatAt ?? 0) > guard.atMost) return false;
    if (guard && 'exactly' in guard && present.lastBeatAt !== guard.exactly) return false;
    this.put(patched(present, patchBetween(read, after)));
    if (record) this.append(read, record);
    return true;
  }

  async markPublished(ref: MonitorRef, born: number, sequence: number): Promise<void> {
    const present = this.living(ref);
    if (!present || present.born !== born) return;
    if (present.published >= sequence && present.inherited === undefined) return;
    const { inherited: _told, ...rest } = present;
    this.put({ ...rest, published: Math.max(rest.published, sequence), version: rest.version + 1 });
  }

  async *dueMonitors(before: number): AsyncIterable<readonly Due[]> {
    const due = [...this.monitors.values()]
      .filter((m) => this.living(m) && m.dueAt !== undefined && m.dueAt <= before)
      .map((m) => ({ ref: { kind: m.kind, id: m.id }, dueAt: m.dueAt! }));
    if (due.length > 0) yield due.sort((a, b) => a.dueAt - b.dueAt);
  }

  async listMonitors(
    kind: Kind,
    options: { limit: number; cursor?: string | undefined },
  ): Promise<Page<Monitor>> {
    const ids = [...this.monitors.values()].filter((m) => m.kind === kind && this.living(m)).map((m) => m.id);
    const after = ids.sort().filter((id) => options.cursor === undefined || id > options.cursor);
    const page = after.slice(0, options.limit);
    const items = page.map((id) => this.monitors.get(subjectOf({ kind, id }))!);
    return { items, cursor: after.length > page.length ? page.at(-1) : undefined };
  }

  async appendBeat(ref: MonitorRef, record: BeatRecord): Promise<void> {
    this.append(ref, record);
  }

  async beats(ref: MonitorRef, query: HistoryQuery): Promise<readonly BeatRecord[]> {
    const records = (this.history.get(subjectOf(ref)) ?? []).map((r, i) => ({ r, i }));
    records.sort((a, b) => b.r.at - a.r.at || b.i - a.i);
    return records
      .map(({ r }) => r)
      .filter((r) => r.at < (query.before ?? Infinity))
      .slice(0, query.limit);
  }

  async putTransition(transition: Transition): Promise<void> {
    this.transitionsById.set(transitionId(transition), transition);
  }

  async transition(ref: MonitorRef, born: number, sequence: number): Promise<Transition | undefined> {
    return this.transitionsById.get(transitionId({ ...ref, born, sequence }));
  }

  async transitions(ref: MonitorRef, query: HistoryQuery): Promise<readonly Transition[]> {
    return [...this.transitionsById.values()]
      .filter((t) => t.kind === ref.kind && t.id === ref.id && t.at < (query.before ?? Infinity))
      .sort((a, b) => b.at - a.at || b.born - a.born || b.sequence - a.sequence)
      .slice(0, query.limit);
  }

  async countUptime(transition: Transition): Promise<void> {
    const key = subjectOf(transition);
    const known = this.uptimeOf.get(key);
    if (known && known.born > transition.born) return;
    this.uptimeOf.set(key, rollUp(known, transition));
  }

  async uptimes(refs: readonly MonitorRef[]): Promise<readonly (Uptime | undefined)[]> {
    return refs.map((ref) => this.uptimeOf.get(subjectOf(ref)));
  }

  async removeHistory(ref: MonitorRef): Promise<boolean> {
    this.history.delete(subjectOf(ref));
    for (const [id, { kind, id: of }] of this.transitionsById) {
      if (kind === ref.kind && of === ref.id) this.transitionsById.delete(id);
    }
    this.uptimeOf.delete(subjectOf(ref));
    return true;
  }

  async putSummary(summary: Summary): Promise<void> {
    this.kept.push(summary);
    this.kept.splice(0, this.kept.length - 1_000);
  }

  async summaries(query: HistoryQuery): Promise<readonly Summary[]> {
    return this.kept
      .toReversed()
      .filter((s) => s.at < (query.before ?? Infinity))
      .slice(0, query.limit);
  }

  async readHearing() {
    return this.hearing;
  }

  async writeHearing(hearing: Hearing, readVersion: number): Promise<boolean> {
    if (this.hearing.version !== readVersion) return false;
    this.hearing = { hearing, version: readVersion + 1 };
    return true;
  }

  async keepGap({ from, to }: ClosedGap): Promise<void> {
    this.gaps.set(`${from} ${to}`, { from, to });
  }

  async gapsSince(since: number): Promise<readonly ClosedGap[]> {
    return [...this.gaps.values()].filter(({ to }) => to > since).sort((a, b) => a.to - b.to);
  }

  async markSweep(at: number): Promise<void> {
    this.sweptAt = Math.max(this.sweptAt ?? at, at);
  }

  async lastSweepAt(): Promise<number | undefined> {
    return this.sweptAt;
  }

  async keyByHash(hash: string): Promise<KeyRow | undefined> {
    return this.keys.get(hash);
  }

  async putKey(row: KeyRow): Promise<void> {
    this.keys.set(row.hash, row);
  }

  async touchKey(hash: string, at: number): Promise<void> {
    const row = this.keys.get(hash);
    if (row) this.keys.set(hash, { ...row, lastUsedAt: at });
  }

  async retireKey(hash: string, expiresAt: number): Promise<boolean> {
    const row = this.keys.get(hash);
    if (row) this.keys.set(hash, { ...row, expiresAt: Math.min(row.expiresAt ?? expiresAt, expiresAt) });
    return row !== undefined;
  }

  async removeKey(hash: string): Promise<void> {
    this.keys.delete(hash);
  }

  async listKeys(): Promise<readonly KeyRow[]> {
    return [...this.keys.values()];
  }

  async openDelivery(delivery: Delivery): Promise<boolean> {
    const key = `${delivery.transitionId} ${delivery.channel}`;
    if (this.deliveries.has(key)) return false;
    this.deliveries.set(key, delivery);
    return true;
  }

  async delivery(ref: DeliveryRef): Promise<Delivery | undefined> {
    return this.deliveries.get(`${ref.transitionId} ${ref.channel}`);
  }

  async changeDelivery(read: Delivery, after: Delivery): Promise<boolean> {
    const key = `${read.transitionId} ${read.channel}`;
    const present = this.deliveries.get(key);
    if (!present || present.state !== read.state || present.attempts !== read.attempts) return false;
    if (present.dueAt !== read.dueAt) return false;
    this.deliveries.set(key, after);
    if (after.state === 'delivered') this.tell(after);
    return true;
  }

  private tell({ channel, transition }: Delivery): void {
    const key = `${channel} ${subjectOf(transition)}`;
    const known = this.told_.get(key);
    const older =
      known &&
      (known.born > transition.born ||
        (known.born === transition.born && known.sequence >= transition.sequence));
    if (!older) this.told_.set(key, { born: transition.born, sequence: transition.sequence });
  }

  async told(channel: string, ref: MonitorRef): Promise<Told | undefined> {
    return this.told_.get(`${channel} ${subjectOf(ref)}`);
  }

  async *dueDeliveries(before: number): AsyncIterable<readonly DueDelivery[]> {
    const due = [...this.deliveries.values()]
      .filter((d) => d.dueAt !== undefined && d.dueAt <= before)
      .map((d) => ({ transitionId: d.transitionId, channel: d.channel, dueAt: d.dueAt! }));
    if (due.length > 0) yield due;
  }

  async listDeliveries({ limit, cursor, state, channel, monitor }: DeliveryQuery): Promise<Page<Delivery>> {
    // As text of one length, so that it sorts as the moment does.
    const placeOf = (d: Delivery) =>
      `${String(d.createdAt).padStart(15, '0')} ${d.transitionId} ${d.channel}`;
    const found = [...this.deliveries.values()]
      .filter((d) => state === undefined || d.state === state)
      .filter((d) => channel === undefined || d.channel === channel)
      .filter((d) => monitor === undefined || subjectOf(d.transition) === subjectOf(monitor))
      .filter((d) => cursor === undefined || (/^\d{15} /.test(cursor) && placeOf(d) < cursor))
      .sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1));
    const items = found.slice(0, limit);
    return { items, cursor: found.length > limit ? placeOf(items.at(-1)!) : undefined };
  }

  async listChannels(): Promise<readonly ChannelRow[]> {
    return [...this.channels.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  async channel(id: string): Promise<ChannelRow | undefined> {
    return this.channels.get(id);
  }

  async putChannel(row: ChannelRow, replacing?: number): Promise<boolean> {
    if (this.channels.get(row.id)?.version !== replacing) return false;
    this.channels.set(row.id, row);
    return true;
  }

  async removeChannel(id: string): Promise<boolean> {
    this.healths.delete(id);
    return this.channels.delete(id);
  }

  async noteChannelHealth(id: string, health: ChannelHealth): Promise<void> {
    const { provedAt, provedBy, failedAt, failure } = health;
    let known = this.healths.get(id) ?? {};
    if (provedAt !== undefined && provedAt > (known.provedAt ?? -Infinity))
      known = { ...known, provedAt, provedBy };
    if (failedAt !== undefined && failedAt > (known.failedAt ?? -Infinity))
      known = { ...known, failedAt, failure };
    if (provedAt !== undefined || failedAt !== undefined) this.healths.set(id, known);
  }

  async channelHealths(): Promise<ReadonlyMap<string, ChannelHealth>> {
    return new Map(this.healths);
  }
}
