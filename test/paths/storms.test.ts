import { describe, expect, test } from '@jest/globals';
import { HANDFUL, Pace } from '../../core/alerts/pace.ts';
import { transitionId } from '../../core/monitor/transition.ts';
import { deliver } from '../../core/paths/deliver.ts';
import type { Channel } from '../../core/ports/channel.ts';
import { ChannelNotReady, ChannelRefused } from '../../core/ports/channel.ts';
import type { Ticket } from '../../core/ports/ticket-queue.ts';
import { aTransition, Delivering } from '../support/delivering.ts';
import { MINUTE, SECOND, T0 } from '../support/monitors.ts';

const failing = (n: number) => aTransition(1, { id: `service-${n}`, at: T0 + n });

/** A stage in which the tickets are handled when their time has come, all of one moment at once, as one process does. */
class Stormy extends Delivering {
  private readonly line: { ticket: Ticket; at: number }[] = [];

  constructor(...channels: string[]) {
    super(...channels);
    this.pace = new Pace();
  }

  override async pass(ms: number): Promise<void> {
    const end = this.clock.now() + ms;
    for (;;) {
      for (const { ticket, delayMs } of this.sent.splice(0))
        this.line.push({ ticket, at: this.clock.now() + delayMs });
      const at = Math.min(...this.line.map((one) => one.at));
      if (at > end) break;
      this.clock.set(Math.max(at, this.clock.now()));
      const due = this.line.filter((one) => one.at <= at);
      for (const one of due) this.line.splice(this.line.indexOf(one), 1);
      await Promise.all(
        due.map(async ({ ticket }) => ticket.type === 'delivery' && deliver(this.deliverDeps, ticket)),
      );
    }
    this.clock.set(end);
  }

  async openAll(count: number): Promise<void> {
    await Promise.all(Array.from({ length: count }, (_, n) => this.open(failing(n))));
  }

  get states(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { state } of this.store.deliveries.values()) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  }
}

describe('a storm of alerts', () => {
  test('is a handful of messages at once, and the rest in one', async () => {
    const stage = new Stormy('slack');
    await stage.openAll(1_000);
    await stage.pass(0);
    expect(stage.messages).toHaveLength(HANDFUL);
    await stage.pass(5 * SECOND);
    expect(stage.deliveredNames.slice(HANDFUL)).toEqual([`slack group of ${1_000 - HANDFUL}`]);
    expect(stage.states).toEqual({ delivered: 1_000 });
    const [last] = stage.messages.slice(-1);
    const told = last?.message.type === 'group' ? last.message.transitions.map(({ at }) => at) : [];
    expect(told).toEqual([...told].sort((a, b) => a - b));
  });

  test('says in each delivery that it was told with others', async () => {
    const stage = new Stormy('slack');
    await stage.openAll(HANDFUL + 3);
    await stage.pass(5 * SECOND);
    const answers = [...stage.store.deliveries.values()].map(({ answer }) => answer);
    expect(answers.filter((answer) => answer === 'ok (one message for 3 changes)')).toHaveLength(3);
    expect(answers.filter((answer) => answer === 'ok')).toHaveLength(HANDFUL);
  });

  test('of one more alert tells it as it would alone', async () => {
    const stage = new Stormy('slack');
    await stage.openAll(HANDFUL + 1);
    await stage.pass(5 * SECOND);
    expect(stage.messages.map(({ message }) => message.type)).toEqual(Array(HANDFUL + 1).fill('transition'));
  });

  test('holds up no other channel', async () => {
    const stage = new Stormy('slack', 'email');
    await stage.openAll(20);
    await stage.pass(0);
    expect(stage.deliveredNames.filter((name) => name.startsWith('email'))).toHaveLength(HANDFUL);
  });

  test('takes what comes meanwhile along with the next group, without a message of its own', async () => {
    const stage = new Stormy('slack');
    await stage.openAll(100);
    await stage.pass(SECOND);
    const late = failing(500);
    await stage.open(late);
    expect(stage.of(late).dueAt).toBe(T0 + 1_500);
    await stage.pass(500);
    expect(stage.deliveredNames.at(-1)).toBe(`slack group of ${101 - HANDFUL}`);
  });

  test('that is refused comes again as one message, as late as the receiver asks', async () => {
    const stage = new Stormy('slack');
    stage.answers = [...Array(HANDFUL).fill('ok'), new ChannelRefused('slow down', 2 * MINUTE)];
    await stage.openAll(30);
    await stage.pass(MINUTE);
    expect(stage.states).toEqual({ delivered: HANDFUL, pending: 30 - HANDFUL });
    await stage.pass(2 * MINUTE);
    // It was calm meanwhile: a handful goes one by one again, and the rest together.
    expect(stage.deliveredNames.slice(-1)).toEqual([`slack group of ${30 - 2 * HANDFUL}`]);
    expect(stage.messages).toHaveLength(HANDFUL + 1 + HANDFUL + 1);
    expect(stage.states).toEqual({ delivered: 30 });
  });

  test('that nobody takes is given up with one notice to the operators', async () => {
    const stage = new Stormy('slack');
    stage.answers = Array(400).fill(new ChannelRefused('no such hook'));
    await stage.openAll(30);
    for (let i = 0; i < 11 * 60; i++) {
      await stage.pass(MINUTE);
      await stage.sweep();
    }
    expect(stage.states).toEqual({ failed: 30 });
    expect(stage.notices.length).toBeLessThanOrEqual(HANDFUL + 2);
    expect(stage.notices.at(-1)?.text).toMatch(/and \d+ more/);
  });

  test('between two processes is over in time: what one put off the other does not put off again', async () => {
    const stage = new Stormy('slack');
    const paces = [new Pace(2), new Pace(2)];
    let turn = 0;
    Object.defineProperty(stage, 'pace', { get: () => paces[turn++ % 2] });
    await stage.openAll(60);
    await stage.pass(30 * SECOND);
    expect(stage.states).toEqual({ delivered: 60 });
    expect(stage.messages.length).toBeLessThan(12);
  });

  test('makes nothing that ends trouble wait: it may resolve an incident', async () => {
    const stage = new Stormy('pager');
    await stage.openAll(20);
    await stage.pass(0);
    const down = failing(99);
    await stage.open(down);
    expect(stage.of(down, 'pager').dueAt).toBe(T0 + 1_500);
    const up = aTransition(2, { id: 'service-0', at: T0 + SECOND });
    await stage.open(up);
    expect(stage.of(up, 'pager').dueAt).toBe(T0);
  });

  test('leaves to itself what must be told alone', async () => {
    const stage = new Stormy('pager');
    const send = stage.channels.get('pager')!.send;
    const pager: Channel = { id: 'pager', send, tellsAlone: ({ to }) => to === 'up' };
    stage.channels.set('pager', pager);
    await stage.openAll(20);
    await stage.pass(5 * SECOND);
    const ups = Array.from({ length: 20 }, (_, n) => aTransition(2, { id: `service-${n}`, at: T0 + MINUTE }));
    await Promise.all(ups.map((up) => stage.open(up)));
    await stage.pass(10 * SECOND);
    expect(stage.deliveredNames.filter((name) => name.endsWith(' 2'))).toHaveLength(20);
    expect(stage.states).toEqual({ delivered: 40 });
  });

  test('never tells something older than what the channel was told meanwhile', async () => {
    const stage = new Stormy('slack');
    await stage.openAll(20);
    await stage.pass(0);
    const [held] = [...stage.store.deliveries.values()].filter(({ state }) => state === 'pending');
    stage.store.told_.set(`slack service/${held!.transition.id}`, { born: T0, sequence: 9 });
    await stage.pass(5 * SECOND);
    expect(stage.states).toEqual({ delivered: 19, superseded: 1 });
  });

  test('is claimed before it is sent, and never again after its record', async () => {
    const stage = new Stormy('slack');
    await stage.openAll(50);
    await stage.pass(10 * SECOND);
    const sent = stage.messages.length;
    for (const { transitionId: id, channel } of [...stage.store.deliveries.values()]) {
      for (const dueAt of [T0, T0 + 1_500])
        await deliver(stage.deliverDeps, { transitionId: id, channel, dueAt });
    }
    expect(stage.messages).toHaveLength(sent);
    expect([...stage.store.deliveries.values()].every(({ attempts }) => attempts === 1)).toBe(true);
  });
});

describe('a channel that is not ready', () => {
  test('costs no attempt: the alert waits its turn', async () => {
    const stage = new Delivering('sms');
    await stage.open(failing(1));
    for (let i = 0; i < 30; i++) {
      stage.answers = [new ChannelNotReady('30 messages an hour are sent', 20 * MINUTE)];
      await stage.attempt(failing(1), 'sms');
      expect(stage.of(failing(1), 'sms')).toMatchObject({ state: 'pending', attempts: 0 });
      stage.clock.set(stage.of(failing(1), 'sms').dueAt!);
    }
    await stage.attempt(failing(1), 'sms');
    expect(stage.of(failing(1), 'sms')).toMatchObject({ state: 'delivered', attempts: 1 });
    expect(stage.notices).toEqual([]);
    expect(transitionId(failing(1))).toBe(stage.of(failing(1), 'sms').transitionId);
  });
});
