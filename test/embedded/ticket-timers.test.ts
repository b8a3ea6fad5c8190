import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Ticket } from '../../core/ports/ticket-queue.ts';
import { TicketTimers } from '../../embedded/ticket-timers.ts';
import { MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { SILENT_LOG } from '../support/stage.ts';

const ticketOf = (id: string, dueAt = T0): Ticket => ({
  type: 'monitor',
  ref: { kind: 'service', id },
  dueAt,
});
const deliveryOf = (transitionId: string, channel = 'slack'): Ticket => ({
  type: 'delivery',
  transitionId,
  channel,
  dueAt: T0,
});
const nameOf = (ticket: Ticket): string => (ticket.type === 'monitor' ? ticket.ref.id : ticket.transitionId);

/** Timers under a clock that may lag behind Node's, with what they handled. */
function timersWith(handle: (ticket: Ticket) => Promise<void> = async () => {}) {
  const errors: string[] = [];
  const handled: { name: string; at: number }[] = [];
  const clock = { lagMs: 0, now: () => Date.now() - clock.lagMs };
  const timers = new TicketTimers({
    clock,
    log: { ...SILENT_LOG, error: (_facts, sentence) => errors.push(sentence) },
    handle: (ticket) => {
      handled.push({ name: nameOf(ticket), at: clock.now() - T0 });
      return handle(ticket);
    },
  });
  return { timers, handled, errors, clock };
}

const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

/** A task that ends when it is told to. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

beforeEach(() => {
  jest.useFakeTimers({ now: T0, doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
});
afterEach(() => {
  jest.useRealTimers();
});

describe('a ticket', () => {
  test('is handled after its delay, once', async () => {
    const { timers, handled } = timersWith();
    await timers.send([{ ticket: ticketOf('a'), delayMs: 1_500 }]);
    await pass(1_499);
    expect(handled).toEqual([]);
    await pass(10 * MINUTE);
    expect(handled).toEqual([{ name: 'a', at: 1_500 }]);
    expect(timers.handled).toBe(1);
  });

  test('that is sent again by each sweep is handled once, and the earlier time wins', async () => {
    const { timers, handled } = timersWith();
    await timers.send([{ ticket: ticketOf('a'), delayMs: 5_000 }]);
    await timers.send([{ ticket: ticketOf('a'), delayMs: 9_000 }]);
    await timers.send([{ ticket: ticketOf('a'), delayMs: 2_000 }]);
    await pass(MINUTE);
    expect(handled).toEqual([{ name: 'a', at: 2_000 }]);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('is another one for another dueAt, monitor, kind, channel or transition', async () => {
    const { timers, handled } = timersWith();
    const tickets: Ticket[] = [
      ticketOf('a'),
      ticketOf('a', T0 + 1),
      ticketOf('b'),
      { type: 'monitor', ref: { kind: 'daemon', id: 'a' }, dueAt: T0 },
      deliveryOf('service/a/1/1'),
      deliveryOf('service/a/1/2'),
      deliveryOf('service/a/1/1', 'email'),
    ];
    for (let i = 0; i < 2; i++) await timers.send(tickets.map((ticket) => ({ ticket, delayMs: SECOND })));
    await pass(SECOND);
    expect(handled).toHaveLength(tickets.length);
  });

  test('can be sent again once it was taken', async () => {
    const { timers, handled } = timersWith();
    for (let i = 0; i < 2; i++) {
      await timers.send([{ ticket: ticketOf('a'), delayMs: 0 }]);
      await pass(1);
    }
    expect(handled).toHaveLength(2);
  });

  test('waits on where the timer runs before the wall clock says so', async () => {
    const { timers, handled, clock } = timersWith();
    await timers.send([{ ticket: ticketOf('a'), delayMs: SECOND }]);
    clock.lagMs = 3;
    await pass(SECOND);
    expect(handled).toEqual([]);
    await pass(3);
    expect(handled).toEqual([{ name: 'a', at: SECOND }]);
  });

  test.each([
    ['at once', 0],
    ['for later', 20_000],
  ])('whose timer stood still with the machine is woken by the next one, sent %s', async (_how, delayMs) => {
    const { timers, handled } = timersWith();
    await timers.send([{ ticket: ticketOf('a'), delayMs: 2 * MINUTE }]);
    // The wall clock goes on, Node's timers do not.
    jest.setSystemTime(T0 + 10 * MINUTE);
    await timers.send([{ ticket: ticketOf('a'), delayMs }]);
    await pass(1);
    expect(handled.map(({ name }) => name)).toEqual(['a']);
    await pass(10 * MINUTE);
    expect(handled).toHaveLength(1);
  });

  test('that stands in line is not multiplied by what is sent meanwhile', async () => {
    const hanging = gate();
    const { timers, handled } = timersWith(() => hanging.opened);
    const tickets = Array.from({ length: 100 }, (_, i) => ({
      ticket: deliveryOf(`service/s${i}/1/1`),
      delayMs: 0,
    }));
    await timers.send(tickets);
    await pass(MINUTE);
    expect(handled).toHaveLength(16);
    for (let sweep = 0; sweep < 3; sweep++) {
      // What is under way may be sent again; what waits is known.
      await timers.send(tickets.slice(16));
      await pass(MINUTE);
    }
    hanging.open();
    await pass(MINUTE);
    expect(handled).toHaveLength(100);
  });

  test('may be sent again by who handles it', async () => {
    let sends = 0;
    const { timers, handled } = timersWith(async (ticket) => {
      if (sends++ < 3) await timers.send([{ ticket, delayMs: SECOND }]);
    });
    await timers.send([{ ticket: ticketOf('a'), delayMs: 0 }]);
    await pass(MINUTE);
    expect(handled).toHaveLength(4);
  });

  test('for after more time than Node can count is not handled at once', async () => {
    const { timers, handled } = timersWith();
    await timers.send([{ ticket: ticketOf('a'), delayMs: 40 * 24 * 60 * MINUTE }]);
    await pass(MINUTE);
    expect(handled).toEqual([]);
    await timers.stop();
  });

  test('that fails is logged, and the next one of its lane goes on', async () => {
    const { timers, handled, errors } = timersWith(async (ticket) => {
      if (ticket.dueAt === T0) throw new Error('The store is out');
    });
    await timers.send([
      { ticket: ticketOf('a'), delayMs: 0 },
      { ticket: ticketOf('a', T0 + 1), delayMs: 0 },
    ]);
    await pass(1);
    expect(handled).toHaveLength(2);
    expect(errors).toEqual(['A ticket failed; the next sweep makes it again']);
  });

  test('that fails before its first await is logged too', async () => {
    const { timers, errors } = timersWith(() => {
      throw new Error('at once');
    });
    await timers.send([{ ticket: ticketOf('a'), delayMs: 0 }]);
    await pass(1);
    expect(errors).toHaveLength(1);
    await timers.stop();
  });
});

describe('order', () => {
  test('one monitor is judged by one at a time, and others do not wait for it', async () => {
    const slow = gate();
    const { timers, handled } = timersWith((ticket) =>
      nameOf(ticket) === 'slow' ? slow.opened : Promise.resolve(),
    );
    await timers.send([
      { ticket: ticketOf('slow'), delayMs: 0 },
      { ticket: ticketOf('slow', T0 + 1), delayMs: 0 },
      { ticket: ticketOf('other'), delayMs: 0 },
    ]);
    await pass(SECOND);
    expect(handled.map(({ name }) => name)).toEqual(['slow', 'other']);
    slow.open();
    await pass(1);
    expect(handled.map(({ name }) => name)).toEqual(['slow', 'other', 'slow']);
  });

  test('a channel is told of one monitor in order, also across its lives', async () => {
    const slow = gate();
    const { timers, handled } = timersWith((ticket) =>
      nameOf(ticket) === 'service/a/1/1' ? slow.opened : Promise.resolve(),
    );
    const ids = ['service/a/1/1', 'service/a/1/2', 'service/a/2/1', 'service/b/1/1'];
    await timers.send(ids.map((id) => ({ ticket: deliveryOf(id), delayMs: 0 })));
    await pass(SECOND);
    expect(handled.map(({ name }) => name)).toEqual(['service/a/1/1', 'service/b/1/1']);
    slow.open();
    await pass(1);
    expect(handled.map(({ name }) => name).slice(2)).toEqual(['service/a/1/2', 'service/a/2/1']);
  });

  test('a channel that hangs delays neither another channel nor judge', async () => {
    const hanging = gate();
    const { timers, handled } = timersWith((ticket) =>
      ticket.type === 'delivery' && ticket.channel === 'hangs' ? hanging.opened : Promise.resolve(),
    );
    const stuck = Array.from({ length: 100 }, (_, i) => deliveryOf(`service/s${i}/1/1`, 'hangs'));
    await timers.send(
      [...stuck, deliveryOf('service/a/1/1', 'email'), ticketOf('judged')].map((ticket) => ({
        ticket,
        delayMs: 0,
      })),
    );
    await pass(SECOND);
    const names = handled.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['service/a/1/1', 'judged']));
    expect(names).toHaveLength(18);
    hanging.open();
    await pass(1);
    expect(handled).toHaveLength(102);
  });
});

describe('stopping', () => {
  test('forgets what waits, finishes what is under way and takes nothing more', async () => {
    const under = gate();
    const { timers, handled } = timersWith(() => under.opened);
    await timers.send([
      { ticket: ticketOf('under way'), delayMs: 0 },
      { ticket: ticketOf('waits'), delayMs: MINUTE },
    ]);
    await pass(1);
    let stopped = false;
    const stopping = timers.stop().then(() => {
      stopped = true;
    });
    await timers.send([{ ticket: ticketOf('late'), delayMs: 0 }]);
    await pass(2_900);
    expect(stopped).toBe(false);
    under.open();
    await stopping;
    expect(handled.map(({ name }) => name)).toEqual(['under way']);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('does not wait for ever for what hangs', async () => {
    const { timers } = timersWith(() => new Promise(() => {}));
    await timers.send([{ ticket: ticketOf('hangs'), delayMs: 0 }]);
    await pass(1);
    let stopped = false;
    void timers.stop().then(() => {
      stopped = true;
    });
    await pass(3_000);
    expect(stopped).toBe(true);
  });

  test('does not begin what only stands in line: the next start finds it', async () => {
    const under = gate();
    const { timers, handled } = timersWith(() => under.opened);
    await timers.send(Array.from({ length: 1_000 }, (_, i) => ({ ticket: ticketOf(`m${i}`), delayMs: 0 })));
    await pass(1);
    const stopping = timers.stop();
    under.open();
    await stopping;
    expect(handled).toHaveLength(16);
  });
});
