import { describe, expect, test } from '@jest/globals';
import { noticeBody, ticketsBody } from '../../adapters/sqs/message-bodies.ts';
import { toTransitionEvent } from '../../contracts/events/transition-event.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { monitorTicket } from '../../core/paths/tickets.ts';
import { ChannelRefused } from '../../core/ports/channel.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import type { Notice } from '../../core/ports/operators.ts';
import { createNotifyHandler } from '../../lambdas/notify/handler.ts';
import { createOperatorLine } from '../../lambdas/notify/operator-line.ts';
import { aTransition, Delivering } from '../support/delivering.ts';
import { fixedChannels } from '../support/fixed-channels.ts';
import { MINUTE, T0 } from '../support/monitors.ts';
import { comesAgain, queueEvent } from '../support/queue-event.ts';

const eventBody = (transition: Transition): string =>
  JSON.stringify(toTransitionEvent(transition, 'https://heartbeat.example'));

/** Pauses take no time. */
const operatorLine = (stage: Delivering, channels = stage.deliverDeps.channels) =>
  createOperatorLine({
    channels,
    own: ['email'],
    clock: stage.clock,
    log: stage.log,
    pause: async () => {},
  });

function notifying(...channels: string[]) {
  const stage = new Delivering(...channels);
  const tellOperators = operatorLine(stage);
  const handle = createNotifyHandler({ ...stage.deliverDeps, store: stage.store, tellOperators });
  /** Hands the tickets that were sent back, as the queue does. */
  const pass = async () =>
    handle(queueEvent(...stage.sent.splice(0).map(({ ticket }) => ticketsBody([ticket]))));
  return { stage, handle, pass };
}

describe('notify as a function', () => {
  test('opens a delivery for each channel of a transition, and makes them', async () => {
    const { stage, handle, pass } = notifying('slack', 'email');
    const transition = aTransition();
    await stage.store.putTransition(transition);
    expect(await handle(queueEvent(eventBody(transition)))).toEqual(comesAgain());
    expect(await pass()).toEqual(comesAgain());
    expect(stage.messages.map(({ channel }) => channel).sort()).toEqual(['email', 'slack']);
    expect(stage.of(transition)).toMatchObject({ state: 'delivered', transition });
  });

  test('tells nobody twice of an event that comes twice', async () => {
    const { stage, handle, pass } = notifying('slack');
    await stage.store.putTransition(aTransition());
    await handle(queueEvent(eventBody(aTransition()), eventBody(aTransition())));
    await pass();
    await handle(queueEvent(eventBody(aTransition())));
    await pass();
    expect(stage.messages).toHaveLength(1);
  });

  test('takes a transition again whose deliveries could not be opened: nobody else would', async () => {
    const { stage, handle } = notifying('slack');
    const open = stage.store.openDelivery.bind(stage.store);
    await stage.store.putTransition(aTransition());
    await stage.store.putTransition(aTransition(2));
    stage.store.openDelivery = async (delivery) => {
      if (delivery.transition.sequence === 1) throw new StoreUnavailable('The store is out');
      return open(delivery);
    };
    expect(await handle(queueEvent(eventBody(aTransition()), eventBody(aTransition(2))))).toEqual(
      comesAgain(0),
    );
  });

  test('lets the ticket of a delivery go that fails, since the sweep makes it again', async () => {
    const { stage, handle, pass } = notifying('slack');
    await stage.store.putTransition(aTransition());
    await handle(queueEvent(eventBody(aTransition())));
    const change = stage.store.changeDelivery.bind(stage.store);
    stage.store.changeDelivery = async () => {
      throw new StoreUnavailable('The store is out');
    };
    expect(await pass()).toEqual(comesAgain());
    expect(stage.messages).toEqual([]);
    stage.store.changeDelivery = change;
    await stage.sweep();
    await pass();
    expect(stage.messages).toHaveLength(1);
  });

  test('gives back what nobody can read and what history does not know', async () => {
    const { stage, handle } = notifying('slack');
    const monitor = ticketsBody([monitorTicket({ ref: { kind: 'service', id: 'a' }, dueAt: T0 })]);
    expect(await handle(queueEvent('{', eventBody(aTransition(7)), monitor))).toEqual(comesAgain(0, 1, 2));
    expect(stage.messages).toEqual([]);
  });

  test('passes a notice on, and takes it again where no channel took it', async () => {
    const { stage, handle } = notifying('slack', 'email');
    const notice: Notice = { kind: 'hearing', subject: 'Cannot hear', text: 'Look at ingest.' };
    stage.answers = Array.from({ length: 6 }, () => new ChannelRefused('no'));
    expect(await handle(queueEvent(noticeBody(notice)))).toEqual(comesAgain(0));
    expect(stage.messages).toHaveLength(6);
    // One that is out holds up no other, and gets what it missed.
    stage.answers = [new ChannelRefused('no')];
    expect(await handle(queueEvent(noticeBody(notice)))).toEqual(comesAgain());
    expect(stage.messages.slice(7).map(({ channel, message }) => [channel, message])).toEqual([
      ['email', { type: 'notice', subject: 'Cannot hear', text: 'Look at ingest.' }],
      ['slack', { type: 'notice', subject: 'Cannot hear', text: 'Look at ingest.' }],
    ]);
  });
});

describe('notices', () => {
  const notice = (text: string, kind: Notice['kind'] = 'judging'): Notice => ({
    kind,
    subject: 'Trouble',
    text,
  });
  const textsOf = (stage: Delivering) =>
    stage.messages.map(({ message }) => (message.type === 'notice' ? message.text : message.type));

  test('of one kind go out once a minute, and the next says how many it stands for', async () => {
    const { stage } = notifying('slack');
    const tell = operatorLine(stage);
    for (let i = 0; i < 5; i++) await tell(notice(`n${i}`));
    await tell(notice('another kind', 'delivery'));
    stage.clock.set(stage.clock.now() + MINUTE);
    await tell(notice('n5'));
    stage.clock.set(stage.clock.now() + MINUTE);
    await tell(notice('n6'));
    expect(textsOf(stage)).toEqual(['n0', 'another kind', 'n5 (and 4 more like this)', 'n6']);
  });

  test('count on where one could not be told', async () => {
    const { stage } = notifying('slack');
    const tell = operatorLine(stage);
    await tell(notice('n0'));
    await tell(notice('n1'));
    stage.clock.set(stage.clock.now() + MINUTE);
    stage.answers = Array.from({ length: 3 }, () => new ChannelRefused('no'));
    await expect(tell(notice('n2'))).rejects.toThrow('No channel took the notice');
    await tell(notice('n2'));
    expect(textsOf(stage).at(-1)).toBe('n2 (and 1 more like this)');
  });

  test('go to who hears of every monitor or of what nobody claims, not to who chose what to hear', async () => {
    const { stage } = notifying('all', 'default', 'filtered', 'off');
    const directory = fixedChannels(stage.channels, {
      default: { wants: { tags: ['db'] }, isDefault: true },
      filtered: { wants: { tags: ['db'] } },
      off: { enabled: false },
    });
    await operatorLine(stage, directory)(notice('n0'));
    expect(stage.messages.map(({ channel }) => channel).sort()).toEqual(['all', 'default']);
  });

  test('pass over a channel that was removed meanwhile', async () => {
    const { stage } = notifying('slack');
    const directory = { ...fixedChannels(stage.channels), open: async () => undefined };
    await operatorLine(stage, directory)(notice('n0'));
    expect(stage.messages).toEqual([]);
  });

  test('reach the channels of the stack where the others cannot be read', async () => {
    const { stage } = notifying('email', 'managed');
    const known = () => Promise.reject(new StoreUnavailable('The table is out'));
    await operatorLine(stage, { ...fixedChannels(stage.channels), known })(notice('n0'));
    expect(stage.messages.map(({ channel }) => channel)).toEqual(['email']);
  });

  test('are nobody to be told to where there is no channel', async () => {
    const { stage } = notifying();
    await operatorLine(stage)(notice('n0'));
  });
});
