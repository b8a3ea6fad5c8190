import { expect } from '@jest/globals';
import { announce } from '../../contracts/events/announcement.ts';
import { Pace } from '../../core/alerts/pace.ts';
import { type Transition, transitionId } from '../../core/monitor/transition.ts';
import { HealthNotes } from '../../core/paths/channel-health.ts';
import { type DeliverDeps, deliver } from '../../core/paths/deliver.ts';
import { type JudgeDeps, judge } from '../../core/paths/judge.ts';
import { createListener } from '../../core/paths/listen.ts';
import { openDeliveries } from '../../core/paths/open-deliveries.ts';
import { sweep } from '../../core/paths/sweep.ts';
import type { Store } from '../../core/ports/store.ts';
import type { Ticket } from '../../core/ports/ticket-queue.ts';
import { fixedChannels } from '../support/fixed-channels.ts';
import { bearer } from '../support/http-event.ts';
import { type HttpWorld, worldOn } from '../support/http-world.ts';
import type { ManualClock } from '../support/manual-clock.ts';
import { MINUTE } from '../support/monitors.ts';
import type { SentTicket } from '../support/stage.ts';

/** One home in which time passes as a test says: HTTP, tickets, sweeps, judge, and a pager at the end. */
export class LivingWorld {
  readonly world: HttpWorld;
  /** What the pager was sent, in order. */
  readonly paged: Transition[] = [];
  /** False: what is published reaches nobody. */
  publishes = true;
  readonly clock: ManualClock;
  readonly store: Store;
  readonly #tickets: { ticket: Ticket; at: number }[] = [];
  #canaryKey: Promise<void> | undefined;
  readonly #judgeDeps: JudgeDeps;
  readonly #deliverDeps: DeliverDeps;

  constructor(store: Store, clock: ManualClock) {
    this.store = store;
    this.clock = clock;
    const queue = {
      send: async (tickets: readonly SentTicket[]) => {
        for (const { ticket, delayMs } of tickets) this.#tickets.push({ ticket, at: clock.now() + delayMs });
        return 0;
      },
    };
    this.world = worldOn(store, clock, { rateLimit: false }, queue);
    const { log } = this.world.runtime;
    const operators = { tell: async () => true };
    const pager = {
      id: 'pager',
      send: async (message: { type: string; transition?: Transition }) => {
        this.paged.push(message.transition!);
        return 'ok';
      },
    };
    this.#deliverDeps = {
      store,
      channels: fixedChannels(new Map([[pager.id, pager]])),
      pace: new Pace(1_000),
      health: new HealthNotes({ store, log }),
      queue,
      clock,
      operators,
      log,
      random: () => 0,
    };
    const publish = async (transition: Transition) => {
      if (!this.publishes) throw new Error('The publisher is out');
      await openDeliveries(this.#deliverDeps, transition);
    };
    const canary = { sing: () => this.sing() };
    const listen = createListener({ store, canary, clock, operators, log });
    this.#judgeDeps = { store, queue, clock, operators, log, publisher: { publish }, listen, settleMs: 0 };
  }

  /** A heartbeat of our own on the path that all take. */
  async sing(): Promise<void> {
    this.#canaryKey ??= this.world.hasKey('our-canary', 'canary');
    await this.#canaryKey;
    const parts = { headers: bearer('our-canary') };
    const { statusCode } = await this.world.send('POST', '/internal/canary', parts);
    expect(statusCode).toBe(204);
  }

  /** The process dies: what it had in mind is gone. */
  die(): void {
    this.#tickets.length = 0;
  }

  /** Time passes, with a sweep so often; `look` is called at every step. */
  async pass(ms: number, { sweepEveryMs = MINUTE, look = async () => {} } = {}): Promise<void> {
    const { clock, store } = this;
    const end = clock.now() + ms;
    for (let nextSweep = clock.now(); ; ) {
      const next = this.#tickets.sort((a, b) => a.at - b.at)[0];
      const at = Math.min(next?.at ?? Infinity, nextSweep);
      if (at > end) break;
      clock.set(Math.max(at, clock.now()));
      if (next && next.at <= nextSweep) await this.#take(this.#tickets.shift()!.ticket);
      else {
        await sweep({ store, queue: this.#judgeDeps.queue, settleMs: 0 }, nextSweep);
        nextSweep += sweepEveryMs;
      }
      await look();
    }
    clock.set(end);
  }

  async #take(ticket: Ticket): Promise<void> {
    if (ticket.type === 'monitor') await judge(this.#judgeDeps, ticket);
    else await deliver(this.#deliverDeps, ticket);
  }

  /** What people were told, in order: `up down missed`. */
  get told(): string[] {
    return this.paged.map(({ from, to, reason }) => `${from} ${to} ${reason}`);
  }

  get toldIds(): string[] {
    return this.paged.map(transitionId);
  }

  get severities(): string[] {
    return this.paged.map((transition) => announce(transition, { publicUrl: 'https://x.example' }).severity);
  }
}
