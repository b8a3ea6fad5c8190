import { Pace } from '../../core/alerts/pace.ts';
import { close } from '../../core/monitor/lifecycle.ts';
import { transitionId } from '../../core/monitor/transition.ts';
import { HealthNotes } from '../../core/paths/channel-health.ts';
import { deliver } from '../../core/paths/deliver.ts';
import { judge } from '../../core/paths/judge.ts';
import { changeMonitor } from '../../core/paths/manage-monitors.ts';
import { openDeliveries } from '../../core/paths/open-deliveries.ts';
import { recordHeartbeats } from '../../core/paths/record-heartbeats.ts';
import { sweep } from '../../core/paths/sweep.ts';
import type { Channel } from '../../core/ports/channel.ts';
import type { Ticket } from '../../core/ports/ticket-queue.ts';
import { fixedChannels } from './fixed-channels.ts';
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
  /** The same with the channel, and what a channel was told again although its answer had been recorded. */
  readonly delivered: string[] = [];
  readonly toldAgain: string[] = [];
  messages = 0;
  /** Calls of ports since the process began. */
  calls: string[] = [];
  private pace = new Pace();
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
  private readonly receivers: readonly Channel[];

  constructor(...channels: string[]) {
    super();
    this.receivers = (channels.length > 0 ? channels : ['pager']).map((id) => this.receiver(id));
  }

  private receiver(channel: string): Channel {
    return {
      id: channel,
      send: async (message) => {
        const transitions =
          message.type === 'group'
            ? message.transitions
            : message.type === 'transition'
              ? [message.transition]
              : [];
        this.messages += 1;
        for (const id of transitions.map(transitionId)) {
          if (this.store.deliveries.get(`${id} ${channel}`)?.state === 'delivered') {
            this.toldAgain.push(`${channel} ${id}`);
          }
          this.deliveredIds.push(id);
          this.delivered.push(`${channel} ${id}`);
        }
        return 'ok';
      },
    };
  }

  /** A new process, which dies at this point. What was under way and all tickets are gone. */
  restart(crashAt?: CrashPoint): void {
    this.tickets = [];
    this.pace = new Pace();
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
    const channels = fixedChannels(
      new Map(this.receivers.map((one) => [one.id, this.mortal('channel', one)])),
    );
    const health = new HealthNotes({ store, log });
    const { pace } = this;
    const deliverDeps = { store, channels, pace, health, queue, clock, operators, log, random: () => 0 };
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
