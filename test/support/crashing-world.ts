import { close } from '../../core/monitor/lifecycle.ts';
import { deliver, openDeliveries } from '../../core/paths/deliver.ts';
import { judge } from '../../core/paths/judge.ts';
import { changeMonitor } from '../../core/paths/manage-monitors.ts';
import { recordHeartbeats } from '../../core/paths/record-heartbeats.ts';
import { sweep } from '../../core/paths/sweep.ts';
import type { Channel } from '../../core/ports/channel.ts';
import type { Ticket } from '../../core/ports/ticket-queue.ts';
import { overriding } from './intercept.ts';
import { MINUTE } from './monitors.ts';
import { type SentTicket, Stage } from './stage.ts';

/** Where the process dies: at the n-th call of a port, before it happens or right after. */
export interface CrashPoint {
  readonly call: number;
  readonly when: 'before' | 'after';
}

/** The paths from a signal or a silence to a person, in a process that dies where a test says so. */
export class CrashingWorld extends Stage {
  /** Ids of the transitions that the channel was sent, in order. */
  readonly deliveredIds: string[] = [];
  /** Calls of ports since the process began. */
  calls: string[] = [];
  private tickets: { ticket: Ticket; at: number }[] = [];
  private crashAt: CrashPoint | undefined;
  private died: () => void = () => {};
  private death: Promise<void> = new Promise(() => {});

  private readonly timers = {
    send: async (tickets: readonly SentTicket[]) => {
      const now = this.clock.now();
      for (const { ticket, delayMs } of tickets) this.tickets.push({ ticket, at: now + delayMs });
      return 0;
    },
  };
  private readonly pager: Channel = {
    id: 'pager',
    send: async (message) => {
      if (message.type === 'transition') {
        const { kind, id, born, sequence } = message.transition;
        this.deliveredIds.push(`${kind}/${id}/${born}/${sequence}`);
      }
      return 'ok';
    },
  };

  /** A new process, which dies at this point. What was under way and all tickets are gone. */
  restart(crashAt?: CrashPoint): void {
    this.tickets = [];
    this.calls = [];
    this.crashAt = crashAt;
    this.death = new Promise((resolve) => {
      this.died = resolve;
    });
  }

  private mortal<T extends object>(name: string, target: T): T {
    return overriding(target, (method, act) => {
      if (method.startsWith('due')) return act;
      return async () => {
        this.calls.push(`${name}.${method}`);
        const dies = this.calls.length === this.crashAt?.call ? this.crashAt.when : undefined;
        if (dies === 'before') return this.die();
        const result = await act();
        return dies === 'after' ? this.die() : result;
      };
    });
  }

  private die(): Promise<never> {
    this.died();
    return new Promise(() => {});
  }

  /** The ports as the living process has them. */
  private get ports() {
    const { clock, log, operators } = this;
    const store = this.mortal('store', this.store);
    const queue = this.mortal('queue', this.timers);
    const channels = new Map([['pager', this.mortal('channel', this.pager)]]);
    const deliverDeps = { store, channels, queue, clock, operators, log, random: () => 0 };
    const publisher = this.mortal('publisher', {
      publish: (t: Parameters<typeof openDeliveries>[1]) => openDeliveries(deliverDeps, t),
    });
    return { ...this.judgeDeps, ...deliverDeps, store, queue, publisher };
  }

  /** @returns false where the process died. */
  private async alive(work: Promise<unknown>): Promise<boolean> {
    return Promise.race([work.then(() => true), this.death.then(() => false)]);
  }

  async fails(ref: Parameters<Stage['beat']>[0]): Promise<boolean> {
    const beat = { ref, signal: { type: 'failed' }, credential: { admin: false } } as const;
    return this.alive(recordHeartbeats({ ...this.ports, settleMs: 0 }, [beat], this.clock.now()));
  }

  async closes(ref: Parameters<Stage['beat']>[0]): Promise<boolean> {
    const at = this.clock.now();
    const deps = { ...this.ports, settleMs: 0 };
    return this.alive(changeMonitor(deps, ref, (monitor) => close(monitor, at), at));
  }

  /** Lives on for so long, with a sweep each minute. @returns false where the process died. */
  async live(ms: number): Promise<boolean> {
    const end = this.clock.now() + ms;
    for (let nextSweep = this.clock.now(); ; ) {
      const next = this.tickets.sort((a, b) => a.at - b.at)[0];
      const at = Math.min(next?.at ?? Number.POSITIVE_INFINITY, nextSweep);
      if (at > end) break;
      this.clock.set(Math.max(at, this.clock.now()));
      if (next && next.at <= nextSweep) {
        this.tickets.shift();
        const { ticket } = next;
        const work = ticket.type === 'monitor' ? judge(this.ports, ticket) : deliver(this.ports, ticket);
        if (!(await this.alive(work))) return false;
      } else {
        if (!(await this.alive(sweep({ ...this.ports, settleMs: 0 }, nextSweep)))) return false;
        nextSweep += MINUTE;
      }
    }
    this.clock.set(end);
    return true;
  }
}
