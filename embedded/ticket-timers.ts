import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { Ticket, TicketQueue } from '../core/ports/ticket-queue.ts';
import { Lanes } from './lanes.ts';

/** What is under way gets this long to finish; a receiver that hangs is tried again after the next start. */
const STOP_TIMEOUT_MS = 3_000;

/** Node counts timers in 32 bits; what is due later the sweep finds. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

interface Waiting {
  readonly fireAt: number;
  readonly timer: NodeJS.Timeout;
}

export interface TicketTimersOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly handle: (ticket: Ticket) => Promise<void>;
}

const lastSlash = (text: string, from = text.length): number => text.lastIndexOf('/', from - 1);

/** `<kind>/<id>` of a transition's id `<kind>/<id>/<born>/<sequence>`. */
const monitorOf = (transitionId: string): string =>
  transitionId.slice(0, lastSlash(transitionId, lastSlash(transitionId)));

/** What is never done twice at a time, so that a channel hears of a monitor in order. */
const laneOf = (ticket: Ticket): string =>
  ticket.type === 'monitor'
    ? `${ticket.ref.kind}/${ticket.ref.id}`
    : `${ticket.channel} ${monitorOf(ticket.transitionId)}`;

/** What shares a limit, so that one slow channel delays no other. */
const groupOf = (ticket: Ticket): string =>
  ticket.type === 'monitor' ? 'judge' : `channel ${ticket.channel}`;

const keyOf = (ticket: Ticket): string =>
  `${ticket.type === 'monitor' ? laneOf(ticket) : `${ticket.channel} ${ticket.transitionId}`} ${ticket.dueAt}`;

/** Tickets of one process as timers. What a restart loses, the sweep finds. */
export class TicketTimers implements TicketQueue {
  private readonly waiting = new Map<string, Waiting>();
  /** Keys of tickets whose time has come and whose turn has not. */
  private readonly inLine = new Set<string>();
  private readonly lanes = new Lanes();
  private readonly options: TicketTimersOptions;
  private stopped = false;
  /** Tickets handled since the start: what a calm fleet costs. */
  handled = 0;

  constructor(options: TicketTimersOptions) {
    this.options = options;
  }

  async send(tickets: readonly { readonly ticket: Ticket; readonly delayMs: number }[]): Promise<number> {
    const now = this.options.clock.now();
    for (const { ticket, delayMs } of tickets) this.schedule(ticket, now + delayMs, now);
    return 0;
  }

  /** Forgets what waits and finishes what is under way, as far as that takes no longer than 3 s. */
  async stop(): Promise<void> {
    this.stopped = true;
    for (const { timer } of this.waiting.values()) clearTimeout(timer);
    this.waiting.clear();
    let timeout: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => {
      timeout = setTimeout(resolve, STOP_TIMEOUT_MS);
    });
    await Promise.race([this.lanes.idle(), limit]);
    clearTimeout(timeout);
  }

  private schedule(ticket: Ticket, sentFor: number, now: number): void {
    const key = keyOf(ticket);
    // Each sweep makes the same tickets again: one of them is enough.
    if (this.stopped || this.inLine.has(key)) return;
    const known = this.waiting.get(key);
    // A timer that should have run already stood still with the machine, or the clock was set forward.
    if (known && known.fireAt <= sentFor && known.fireAt > now) return;
    clearTimeout(known?.timer);
    const fireAt = Math.min(sentFor, known?.fireAt ?? sentFor);
    const delay = Math.min(Math.max(fireAt - now, 0), LONGEST_DELAY_MS);
    this.waiting.set(key, { fireAt, timer: setTimeout(() => this.fire(key, ticket, fireAt), delay) });
  }

  private fire(key: string, ticket: Ticket, fireAt: number): void {
    this.waiting.delete(key);
    const now = this.options.clock.now();
    // Node's timers may run a millisecond before the wall clock says so.
    if (now < fireAt) this.schedule(ticket, fireAt, now);
    else {
      this.inLine.add(key);
      this.lanes.run(laneOf(ticket), groupOf(ticket), () => this.handle(key, ticket));
    }
  }

  private async handle(key: string, ticket: Ticket): Promise<void> {
    // From here on the ticket may be sent again: judge does so to look once more.
    this.inLine.delete(key);
    // What stands in line when we stop is not begun: the next start's sweep finds it.
    if (this.stopped) return;
    this.handled += 1;
    try {
      await this.options.handle(ticket);
    } catch (error) {
      this.options.log.error({ err: error, ticket }, 'A ticket failed; the next sweep makes it again');
    }
  }
}
