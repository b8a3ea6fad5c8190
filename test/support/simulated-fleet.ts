import { deadlineOf } from '../../core/monitor/deadline.ts';
import { heard } from '../../core/monitor/hearing.ts';
import { close } from '../../core/monitor/lifecycle.ts';
import type { Monitor } from '../../core/monitor/monitor.ts';
import { hasWaiting } from '../../core/monitor/outbox.ts';
import { type MonitorRef, subjectOf } from '../../core/monitor/ref.ts';
import type { SignalType } from '../../core/monitor/signal.ts';
import { type Transition, transitionId } from '../../core/monitor/transition.ts';
import { judge } from '../../core/paths/judge.ts';
import { addMonitor, changeMonitor } from '../../core/paths/manage-monitors.ts';
import { recordHeartbeats } from '../../core/paths/record-heartbeats.ts';
import { sweep } from '../../core/paths/sweep.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Ticket } from '../../core/ports/ticket-queue.ts';
import { Interleaver, seeded } from './interleaver.ts';
import { ManualClock } from './manual-clock.ts';
import { MemoryStore } from './memory-store.ts';
import { CONFIG_OF, every, MINUTE } from './monitors.ts';

const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

export interface Acknowledged {
  readonly subject: string;
  readonly born: number;
  readonly at: number;
  readonly type: SignalType;
  /** The monitor's last transition when the heartbeat was acknowledged. */
  readonly sequence: number;
}

export interface FleetOptions {
  readonly seed: number;
  readonly windowMs: number;
  readonly monitors: number;
}

/** The real paths over the model store, with every await interleaved at random, and what truly happened beside it. */
export class SimulatedFleet {
  readonly clock = new ManualClock();
  readonly store = new MemoryStore(this.clock);
  readonly random: () => number;
  readonly acknowledged: Acknowledged[] = [];
  readonly published: Transition[] = [];
  readonly violations: string[] = [];
  readonly refs: MonitorRef[];
  ticketsHandled = 0;
  canHear = true;
  /** Chance that publishing fails; may change while the fleet lives. */
  publishFails = 0;
  private tickets: { ticket: Ticket; at: number }[] = [];
  private readonly interleaver: Interleaver;
  private readonly guarded: MemoryStore;
  private readonly options: FleetOptions;

  constructor(options: FleetOptions) {
    this.options = options;
    this.random = seeded(options.seed);
    this.interleaver = new Interleaver(this.random);
    this.guarded = this.interleaver.guard(this.store);
    this.refs = Array.from(
      { length: options.monitors },
      (_, i) => ({ kind: 'service', id: `s-${i}` }) as const,
    );
  }

  private readonly queue = {
    send: async (tickets: readonly { ticket: Ticket; delayMs: number }[]) => {
      for (const { ticket, delayMs } of tickets)
        this.tickets.push({ ticket, at: this.clock.now() + delayMs });
      return 0;
    },
  };

  private get recordDeps() {
    return { store: this.guarded, queue: this.interleaver.guard(this.queue), settleMs: 0 };
  }

  private readonly publisher = {
    publish: async (transition: Transition) => {
      if (this.random() < this.publishFails) throw new Error('The publisher is out');
      this.published.push(transition);
    },
  };

  private readonly listen = async () => {
    if (!this.canHear) return false;
    const { hearing, version } = await this.store.readHearing();
    await this.store.writeHearing(heard(hearing, this.clock.now()), version);
    return true;
  };

  private run(work: Promise<unknown>): void {
    work.catch((error) => {
      if (error?.name !== 'StoreUnavailable') this.violations.push(`unexpected: ${String(error)}`);
    });
  }

  add(ref: MonitorRef): void {
    const config = { ...CONFIG_OF.service, schedule: every(this.options.windowMs) };
    this.run(addMonitor(this.recordDeps, ref, config, undefined, this.clock.now()));
  }

  remove(ref: MonitorRef): void {
    const at = this.clock.now();
    this.run(changeMonitor(this.recordDeps, ref, (monitor) => close(monitor, at), at));
  }

  rename(ref: MonitorRef): void {
    const name = `name ${this.random()}`;
    const renamed = (m: Monitor): Monitor => ({ ...m, config: { ...m.config, name } });
    this.run(changeMonitor(this.recordDeps, ref, renamed, this.clock.now()));
  }

  beat(ref: MonitorRef, type: SignalType): void {
    const at = this.clock.now();
    const heartbeat = { ref, signal: { type }, credential: { admin: false } };
    const work = recordHeartbeats(this.recordDeps, [heartbeat], at).then(([outcome]) => {
      const monitor = this.store.monitors.get(subjectOf(ref));
      if (outcome !== 'recorded' || !monitor) return;
      const { born, sequence } = monitor;
      this.acknowledged.push({ subject: subjectOf(ref), born, sequence, at, type });
    });
    this.run(work);
  }

  sweep(): void {
    this.run(sweep({ store: this.guarded, queue: this.queue, settleMs: 0 }, this.clock.now()));
  }

  /** Hands out the tickets whose time has come. */
  private takeTickets(): void {
    const now = this.clock.now();
    const ripe = this.tickets.filter(({ at }) => at <= now);
    this.tickets = this.tickets.filter(({ at }) => at > now);
    const deps = {
      ...this.recordDeps,
      clock: this.clock,
      log: SILENT,
      operators: { tell: async () => true },
      publisher: this.interleaver.guard(this.publisher),
      listen: this.listen,
    };
    for (const { ticket } of ripe) {
      if (ticket.type !== 'monitor') continue;
      this.ticketsHandled += 1;
      this.run(judge(deps, ticket));
    }
  }

  /** Lets what is under way take at most `steps` steps, in any order. */
  async steps(steps: number): Promise<boolean> {
    for (let i = 0; i < steps; i++) {
      this.takeTickets();
      if (!(await this.interleaver.step())) return false;
      this.checkInvariants();
    }
    return true;
  }

  async settle(): Promise<void> {
    while (await this.steps(1_000));
  }

  /** The process dies: what was under way and every ticket is lost. */
  crash(): void {
    this.interleaver.crash();
    this.tickets = [];
  }

  /** Lets time pass from one ticket or sweep to the next, everything settling at each. */
  async pass(ms: number): Promise<void> {
    const end = this.clock.now() + ms;
    await this.settle();
    while (this.clock.now() < end) {
      const now = this.clock.now();
      const nextSweep = Math.floor(now / MINUTE) * MINUTE + MINUTE;
      const nextTicket = this.tickets.reduce((first, { at }) => Math.min(first, at), Infinity);
      this.clock.set(Math.min(end, nextSweep, Math.max(nextTicket, now + 1)));
      if (this.clock.now() === nextSweep) this.sweep();
      await this.settle();
    }
  }

  /** Architecture, section 3: what must hold of every stored monitor at every moment. */
  private checkInvariants(): void {
    const now = this.clock.now();
    for (const monitor of this.store.monitors.values()) {
      if (monitor.expiresAt !== undefined) continue;
      const { dueAt } = monitor;
      if (hasWaiting(monitor)) {
        if (dueAt === undefined || dueAt > now)
          this.violate(monitor, `waits in the outbox but is due ${dueAt}`);
        continue;
      }
      const deadline = deadlineOf(monitor);
      const latest = deadline && Math.max(deadline.at, now) + (this.canHear ? 0 : 30_000);
      if (latest !== undefined && (dueAt === undefined || dueAt > latest)) {
        this.violate(monitor, `has its deadline at ${deadline?.at} but is due ${dueAt}`);
      }
    }
  }

  private violate(monitor: Monitor, sentence: string): void {
    this.violations.push(`${subjectOf(monitor)} at ${this.clock.now()} ${sentence}`);
  }

  /** Alarms for a silence within which a heartbeat had been acknowledged before the alarm was written. */
  falseAlarms(): string[] {
    return this.published
      .filter((t) => t.reason === 'missed')
      .filter((t) =>
        this.acknowledged.some(
          (a) =>
            a.subject === subjectOf(t) &&
            a.born === t.born &&
            a.sequence < t.sequence &&
            a.at <= t.at &&
            a.at > t.at - this.options.windowMs,
        ),
      )
      .map(transitionId);
  }

  /** Numbers of a life that were never published although the life moved past them. */
  untold(): string[] {
    const told = new Set(this.published.map(transitionId));
    return [...this.store.monitors.values()].flatMap((m) =>
      Array.from({ length: m.sequence }, (_, i) => transitionId({ ...m, sequence: i + 1 })).filter(
        (id) => !told.has(id),
      ),
    );
  }
}
