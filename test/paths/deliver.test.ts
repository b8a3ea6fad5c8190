import { describe, expect, test } from '@jest/globals';
import { Pace } from '../../core/alerts/pace.ts';
import { transitionId } from '../../core/monitor/transition.ts';
import { deliver, LEASE_MS } from '../../core/paths/deliver.ts';
import { ChannelRefused } from '../../core/ports/channel.ts';
import { aTransition, Delivering } from '../support/delivering.ts';
import { fixedChannels } from '../support/fixed-channels.ts';
import { meanwhile } from '../support/intercept.ts';
import { HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';

const BACKOFF = [5 * SECOND, 15 * SECOND, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR];
const DOWN = aTransition(1);

/** A stage on which this alert waits for its first attempt. */
async function opened(...channels: string[]) {
  const stage = new Delivering(...(channels.length > 0 ? channels : ['slack']));
  await stage.open(DOWN);
  stage.takeSent();
  return stage;
}

describe('a published transition', () => {
  test('opens a delivery per channel, durable before their tickets go out', async () => {
    const stage = new Delivering('slack', 'email');
    await stage.open(DOWN);
    expect([...stage.store.deliveries.values()]).toMatchObject([
      { channel: 'slack', state: 'pending', attempts: 0, dueAt: T0 },
      { channel: 'email', state: 'pending', attempts: 0, dueAt: T0 },
    ]);
    expect(stage.takeSent()).toEqual([
      { dueAt: T0, delayMs: 0 },
      { dueAt: T0, delayMs: 0 },
    ]);
  });

  test('that comes again opens nothing twice, and calls for nothing', async () => {
    const stage = await opened();
    await stage.attempt(DOWN);
    await stage.open(DOWN);
    expect(stage.takeSent()).toEqual([]);
    expect(stage.of(DOWN).state).toBe('delivered');
  });

  test.each([
    ['unknown', 'up', false],
    ['unknown', 'down', true],
    ['up', 'down', true],
    ['up', 'degraded', true],
    ['degraded', 'up', true],
    ['down', 'closed', true],
    ['down', 'paused', true],
    ['up', 'paused', false],
    ['paused', 'unknown', false],
    ['up', 'closed', false],
  ] as const)('from %s to %s: told %s', async (from, to, isTold) => {
    const stage = new Delivering('slack');
    const transition = aTransition(1, { from, to });
    await stage.open(transition);
    expect(stage.store.deliveries.size).toBe(isTold ? 1 : 0);
  });
});

describe('an attempt', () => {
  test('is claimed durably before it is sent, and its answer is recorded', async () => {
    const stage = await opened();
    stage.answers = ['thanks'];
    const channels = new Map(stage.channels);
    const slack = channels.get('slack')!;
    channels.set('slack', {
      id: 'slack',
      send: (message) => {
        expect(stage.of(DOWN)).toMatchObject({ state: 'pending', attempts: 1, dueAt: T0 + LEASE_MS });
        return slack.send(message);
      },
    });
    await stage.attempt(DOWN, 'slack', { channels: fixedChannels(channels) });
    expect(stage.of(DOWN)).toMatchObject({ state: 'delivered', settledAt: T0, answer: 'thanks' });
    expect(stage.of(DOWN).dueAt).toBeUndefined();
    expect(await stage.store.told('slack', DOWN)).toEqual({ born: T0, sequence: 1 });
  });

  test('is made once, however many tickets call for it', async () => {
    const stage = await opened();
    await Promise.all([stage.attempt(DOWN), stage.attempt(DOWN), stage.attempt(DOWN)]);
    expect(stage.deliveredNames).toEqual(['slack service/payment-api 1']);
  });

  test('is never made again once its answer was recorded, nor for a ticket of another time', async () => {
    const stage = await opened();
    const ticket = { transitionId: transitionId(DOWN), channel: 'slack', dueAt: T0 };
    await deliver(stage.deliverDeps, { ...ticket, dueAt: T0 - 1 });
    expect(stage.messages).toEqual([]);
    await deliver(stage.deliverDeps, ticket);
    await deliver(stage.deliverDeps, ticket);
    expect(stage.messages).toHaveLength(1);
  });

  test('that a crash ended before its record comes again after its lease, under the same id', async () => {
    const stage = await opened();
    const store = meanwhile(stage.store, 'changeDelivery', (call) =>
      call === 2 ? new Promise(() => {}) : undefined,
    );
    void stage.attempt(DOWN, 'slack', { store });
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
    expect(stage.messages).toHaveLength(1);
    await stage.sweep();
    expect(stage.takeSent()).toEqual([{ dueAt: T0 + LEASE_MS, delayMs: LEASE_MS }]);
    stage.clock.advance(LEASE_MS);
    await stage.attempt(DOWN, 'slack', { pace: new Pace() });
    expect(stage.of(DOWN)).toMatchObject({ state: 'delivered', attempts: 2 });
    expect(stage.messages[0]).toEqual(stage.messages[1]);
  });

  test('whose answer cannot be recorded does not count as refused: it comes again after its lease', async () => {
    const stage = await opened();
    const store = meanwhile(stage.store, 'changeDelivery', (call) => {
      if (call === 2) throw new Error('The store is out');
    });
    await expect(stage.attempt(DOWN, 'slack', { store })).rejects.toThrow('The store is out');
    expect(stage.of(DOWN)).toMatchObject({ state: 'pending', dueAt: T0 + LEASE_MS });
    expect(stage.of(DOWN).answer).toBeUndefined();
    expect(stage.notices).toEqual([]);
  });

  test('of something older than what the channel was told is superseded', async () => {
    const stage = await opened();
    stage.answers = [new ChannelRefused('busy')];
    await stage.attempt(DOWN);
    await stage.open(aTransition(2));
    await stage.attempt(aTransition(2));
    await stage.attempt(DOWN);
    expect(stage.deliveredNames).toEqual(['slack service/payment-api 1', 'slack service/payment-api 2']);
    expect(stage.of(DOWN)).toMatchObject({ state: 'superseded', settledAt: T0 });
  });

  test('of a new life is told although the old one had gone further', async () => {
    const stage = await opened();
    for (const transition of [aTransition(7), aTransition(1, { born: T0 + 1 })]) {
      await stage.open(transition);
      await stage.attempt(transition);
    }
    expect(stage.messages).toHaveLength(2);
    await stage.attempt(DOWN);
    expect(stage.of(DOWN).state).toBe('superseded');
  });

  test('to one channel says nothing about another', async () => {
    const stage = await opened('slack', 'email');
    stage.answers = [new ChannelRefused('busy')];
    await stage.attempt(DOWN, 'slack');
    await stage.attempt(DOWN, 'email');
    expect([stage.of(DOWN, 'slack').state, stage.of(DOWN, 'email').state]).toEqual(['pending', 'delivered']);
  });
});

describe('a refused attempt', () => {
  test.each([0, 0.999_999])('comes again after the backoff and up to a quarter more (%d)', async (random) => {
    const stage = await opened();
    stage.random = random;
    for (const [i, backoff] of BACKOFF.entries()) {
      stage.answers = [new ChannelRefused('busy')];
      await stage.attempt(DOWN);
      const now = stage.clock.now();
      const { dueAt, attempts, state, answer } = stage.of(DOWN);
      expect({ attempts, state, answer }).toEqual({ attempts: i + 1, state: 'pending', answer: 'busy' });
      const delayMs = dueAt! - now;
      expect(delayMs).toBe(Math.round(backoff * (1 + random / 4)));
      // What is further away than the horizon is left to the sweep.
      expect(stage.takeSent()).toEqual(delayMs <= 150 * SECOND ? [{ dueAt, delayMs }] : []);
      stage.clock.set(dueAt!);
    }
  });

  test('waits as long as the receiver asks, if that is longer than the backoff', async () => {
    const stage = await opened();
    stage.answers = [new ChannelRefused('slow down', 2 * MINUTE), new ChannelRefused('slow down', SECOND)];
    await stage.attempt(DOWN);
    expect(stage.of(DOWN).dueAt).toBe(T0 + 2 * MINUTE);
    stage.clock.set(T0 + 2 * MINUTE);
    await stage.attempt(DOWN);
    expect(stage.of(DOWN).dueAt).toBe(T0 + 2 * MINUTE + 15 * SECOND);
  });

  test('is given up after nine attempts, and the operators are told once', async () => {
    const stage = await opened();
    stage.answers = Array.from({ length: 9 }, () => new ChannelRefused('404 no such hook'));
    for (let i = 0; i < 9; i++) {
      await stage.attempt(DOWN);
      stage.clock.set(stage.of(DOWN).dueAt ?? stage.clock.now());
    }
    expect(stage.of(DOWN)).toMatchObject({ state: 'failed', attempts: 9, answer: '404 no such hook' });
    expect(stage.notices).toEqual([
      {
        kind: 'delivery',
        subject: 'An alert could not be delivered to slack',
        text: 'service/payment-api went down and slack was not told after 9 attempts: 404 no such hook',
      },
    ]);
    await deliver(stage.deliverDeps, { transitionId: transitionId(DOWN), channel: 'slack', dueAt: T0 });
    expect(stage.messages).toHaveLength(9);
    expect(await stage.sweep()).toBe(0);
  });

  test('never shows what an unexpected error says: it may bear a secret', async () => {
    const stage = await opened();
    stage.answers = [new Error('connect to https://hooks.example/secret failed')];
    await stage.attempt(DOWN);
    expect(stage.of(DOWN).answer).toBe('The channel failed unexpectedly');
  });

  test('keeps at most 500 characters of the answer', async () => {
    const stage = await opened();
    stage.answers = [new ChannelRefused('x'.repeat(2_000)), 'y'.repeat(2_000)];
    await stage.attempt(DOWN);
    expect(stage.of(DOWN).answer).toHaveLength(500);
    await stage.attempt(DOWN);
    expect(stage.of(DOWN).answer).toHaveLength(500);
  });

  test('is one to a channel that is not configured any more, and it goes out when the channel is back', async () => {
    const stage = await opened();
    const slack = stage.channels.get('slack')!;
    stage.channels.delete('slack');
    await stage.attempt(DOWN);
    expect(stage.of(DOWN)).toMatchObject({
      state: 'pending',
      answer: 'The channel "slack" is not there any more, or is switched off',
    });
    // A channel that is made anew under this id has not failed.
    expect(await stage.store.channelHealths()).toEqual(new Map());
    stage.channels.set('slack', slack);
    await stage.attempt(DOWN);
    expect(stage.of(DOWN).state).toBe('delivered');
  });

  test('of an attempt that was lost and overtaken by another tells nobody', async () => {
    const stage = await opened();
    for (let i = 0; i < 8; i++) {
      stage.answers = [new ChannelRefused('busy')];
      await stage.attempt(DOWN);
    }
    stage.answers = [new ChannelRefused('too late')];
    const channels = new Map(stage.channels);
    const slack = channels.get('slack')!;
    channels.set('slack', {
      id: 'slack',
      send: async (message) => {
        const late = slack.send(message);
        // Slower than its lease: another process makes another attempt meanwhile, and gets through.
        stage.answers = ['ok'];
        await stage.attempt(DOWN, 'slack', { pace: new Pace() });
        return late;
      },
    });
    await stage.attempt(DOWN, 'slack', { channels: fixedChannels(channels) });
    expect(stage.of(DOWN)).toMatchObject({ state: 'delivered', attempts: 10 });
    expect(stage.notices).toEqual([]);
  });
});
