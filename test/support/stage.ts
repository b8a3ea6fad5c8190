import { expect } from '@jest/globals';
import { applySignal } from '../../core/monitor/apply-signal.ts';
import { armed } from '../../core/monitor/arm.ts';
import { type Hearing, heard } from '../../core/monitor/hearing.ts';
import type { Monitor } from '../../core/monitor/monitor.ts';
import { type MonitorRef, subjectOf } from '../../core/monitor/ref.ts';
import type { Signal } from '../../core/monitor/signal.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { type JudgeDeps, judge } from '../../core/paths/judge.ts';
import { createListener } from '../../core/paths/listen.ts';
import { recordHeartbeats } from '../../core/paths/record-heartbeats.ts';
import { sweep } from '../../core/paths/sweep.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Due } from '../../core/ports/monitor-store.ts';
import type { Notice } from '../../core/ports/operators.ts';
import type { Ticket } from '../../core/ports/ticket-queue.ts';
import { ManualClock } from './manual-clock.ts';
import { MemoryStore } from './memory-store.ts';
import { T0 } from './monitors.ts';

export interface SentTicket {
  readonly ticket: Ticket;
  readonly delayMs: number;
}

export const SILENT_LOG: Log = { debug() {}, info() {}, warn() {}, error() {} };

/** Everything that the paths touch, standing still and written down: a store, a clock and what was sent. */
export class Stage {
  readonly clock = new ManualClock(T0);
  readonly store = new MemoryStore(this.clock);
  readonly sent: SentTicket[] = [];
  readonly published: Transition[] = [];
  readonly notices: Notice[] = [];
  readonly errors: string[] = [];
  canaries = 0;
  canHear = true;
  publishes = true;

  readonly queue = {
    send: async (tickets: readonly SentTicket[]) => {
      this.sent.push(...tickets);
      return 0;
    },
  };
  readonly operators = {
    tell: async (notice: Notice) => {
      this.notices.push(notice);
      return true;
    },
  };
  readonly log: Log = {
    ...SILENT_LOG,
    error: (_facts, sentence) => {
      this.errors.push(sentence);
    },
  };
  readonly publisher = {
    publish: async (transition: Transition) => {
      if (!this.publishes) throw new Error('The publisher is out');
      this.published.push(transition);
    },
  };
  readonly canary = {
    sing: async () => {
      this.canaries += 1;
      if (!this.canHear) throw new Error('Nobody answered');
      await this.changeHearing((hearing) => heard(hearing, this.clock.now()));
    },
  };

  readonly listen = createListener(this);

  get judgeDeps(): JudgeDeps {
    const { store, queue, clock, operators, log, publisher } = this;
    return { store, queue, clock, operators, log, publisher, listen: this.listen, settleMs: 500 };
  }

  get recordDeps() {
    return { store: this.store, queue: this.queue, settleMs: 500 };
  }

  /** Puts a monitor there as it is, with `dueAt` where its deadline is unless the test says otherwise. */
  put(monitor: Monitor): Monitor {
    const stored = monitor.dueAt === undefined ? armed(monitor, monitor, monitor.since) : monitor;
    this.store.monitors.set(subjectOf(stored), stored);
    return stored;
  }

  /** Puts a monitor there that was up until now, when this signal reached it and changed its status. */
  putFlipped(monitor: Monitor, signal: Signal, at = this.clock.now()): Monitor {
    return this.put(armed(monitor, applySignal(monitor, signal, at).monitor, at));
  }

  stored(ref: MonitorRef): Monitor {
    const monitor = this.store.monitors.get(subjectOf(ref));
    expect(monitor).toBeDefined();
    return monitor!;
  }

  beat(ref: MonitorRef, type: Signal['type'] = 'alive', at = this.clock.now()) {
    return recordHeartbeats(this.recordDeps, [{ ref, signal: { type }, credential: { admin: false } }], at);
  }

  /** Judges with the ticket for this `dueAt`; by default the one the monitor has now. */
  judge(monitor: MonitorRef, dueAt = this.stored(monitor).dueAt, deps: Partial<JudgeDeps> = {}) {
    const ref = { kind: monitor.kind, id: monitor.id };
    return judge({ ...this.judgeDeps, ...deps }, { ref, dueAt: dueAt! });
  }

  sweep(): Promise<number> {
    return sweep({ store: this.store, queue: this.queue, settleMs: 500 }, this.clock.now());
  }

  /** Lets time pass in which sweeps come each minute and every ticket is judged when its time has come. */
  async pass(ms: number): Promise<void> {
    const end = this.clock.now() + ms;
    const line: { due: Due; at: number }[] = [];
    const take = () => {
      for (const { ticket, delayMs } of this.sent.splice(0))
        if (ticket.type === 'monitor') line.push({ due: ticket, at: this.clock.now() + delayMs });
    };
    for (let nextSweep = this.clock.now(); ; ) {
      take();
      const next = line.sort((a, b) => a.at - b.at)[0];
      const at = Math.min(next?.at ?? Infinity, nextSweep);
      if (at > end) break;
      this.clock.set(at);
      if (next && next.at === at) await judge(this.judgeDeps, line.shift()!.due);
      else {
        await this.judgeDeps.listen();
        await this.sweep();
        nextSweep += 60_000;
      }
    }
    this.clock.set(end);
  }

  async changeHearing(change: (hearing: Hearing) => Hearing): Promise<void> {
    const { hearing, version } = await this.store.readHearing();
    await this.store.writeHearing(change(hearing), version);
  }

  /** What the published transitions say, in order: `up down missed`. */
  get told(): string[] {
    return this.published.map((t) => `${t.from} ${t.to} ${t.reason}`);
  }

  /** The tickets sent since the last look, as `dueAt` and delay. */
  takeSent(): { dueAt: number; delayMs: number }[] {
    return this.sent.splice(0).map(({ ticket, delayMs }) => ({ dueAt: ticket.dueAt, delayMs }));
  }
}

/** A monitor that was up and heard at `at`, with nothing left to tell. */
export const heardAt = (monitor: Monitor, at: number): Monitor => ({
  ...monitor,
  status: 'up',
  reason: 'heartbeat',
  lastBeatAt: at,
});
