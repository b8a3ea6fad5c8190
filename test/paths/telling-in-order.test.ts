import { describe, expect, test } from '@jest/globals';
import { HANDFUL, Pace } from '../../core/alerts/pace.ts';
import type { Channel, ChannelMessage } from '../../core/ports/channel.ts';
import { ChannelRefused } from '../../core/ports/channel.ts';
import { aTransition, Delivering } from '../support/delivering.ts';
import { SECOND } from '../support/monitors.ts';

const flapping = (sequence: number) => aTransition(sequence, { id: 'flapping' });
const other = (n: number) => aTransition(1, { id: `other-${n}` });
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A channel in a storm, whose receiver answers when the test says so. */
class LimpingReceiver extends Delivering {
  private readonly sending: { readonly names: string; readonly answer: (error?: Error) => void }[] = [];

  constructor(tellsAlone?: Channel['tellsAlone']) {
    super();
    this.pace = new Pace();
    const send = (message: ChannelMessage) =>
      new Promise<string>((resolve, reject) => {
        const transitions =
          message.type === 'group'
            ? message.transitions
            : message.type === 'transition'
              ? [message.transition]
              : [];
        const names = transitions.map(({ id, sequence }) => `${id} ${sequence}`).join(', ');
        this.sending.push({ names, answer: (error) => (error ? reject(error) : resolve('ok')) });
      });
    this.channels.set('slack', { id: 'slack', send, ...(tellsAlone && { tellsAlone }) });
  }

  /** What was sent so far, in order. */
  get posted(): string[] {
    return this.sending.map(({ names }) => names);
  }

  answer(n: number, error?: Error): void {
    this.sending[n]?.answer(error);
  }

  /** From now on the channel is told in groups. */
  beginStorm(): void {
    const now = this.clock.now();
    for (let i = 0; i < HANDFUL; i++) this.pace.takeSingle('slack', now);
    this.pace.holdUntil('slack', now);
  }
}

describe('a monitor that changes while a slow receiver is told of it', () => {
  test('is not told in a group before that was answered', async () => {
    const stage = new LimpingReceiver();
    await stage.open(flapping(1));
    const single = stage.attempt(flapping(1));
    await turn();
    stage.beginStorm();
    await Promise.all([stage.open(flapping(2)), stage.open(other(1))]);
    await stage.pass(2 * SECOND);
    const group = stage.attempt(other(1));
    await turn();
    expect(stage.posted).toEqual(['flapping 1', 'other-1 1']);
    stage.answer(0);
    stage.answer(1);
    await Promise.all([single, group]);
    expect(stage.of(flapping(2))).toMatchObject({ state: 'pending', attempts: 0 });
  });

  test('is not told of what is older while what is newer is on its way within a group', async () => {
    const stage = new LimpingReceiver();
    stage.beginStorm();
    await stage.open(flapping(1));
    await stage.pass(2 * SECOND);
    const first = stage.attempt(flapping(1));
    await turn();
    stage.answer(0, new ChannelRefused('busy'));
    await first;
    await Promise.all([stage.open(flapping(2)), stage.open(other(1))]);
    await stage.pass(2 * SECOND);
    const newer = stage.attempt(other(1));
    await turn();
    expect(stage.posted).toEqual(['flapping 1', 'other-1 1, flapping 2']);
    await stage.pass(4 * SECOND);
    const older = stage.attempt(flapping(1));
    await turn();
    expect(stage.posted).toHaveLength(2);
    stage.answer(1);
    await Promise.all([newer, older]);
    expect(stage.posted).toHaveLength(2);
    expect(stage.of(flapping(1)).state).toBe('superseded');
  });

  test('is told that it is well only after the message of its trouble was answered', async () => {
    const stage = new LimpingReceiver(({ to }) => to === 'up');
    stage.beginStorm();
    await Promise.all([stage.open(flapping(1)), stage.open(other(1))]);
    await stage.pass(2 * SECOND);
    const group = stage.attempt(other(1));
    await turn();
    await stage.open(flapping(2));
    await stage.pass(2 * SECOND);
    const alone = stage.attempt(flapping(2));
    await turn();
    expect(stage.posted).toHaveLength(1);
    stage.answer(0);
    await group;
    await turn();
    expect(stage.posted[1]).toBe('flapping 2');
    stage.answer(1);
    await alone;
    expect(stage.of(flapping(2)).state).toBe('delivered');
  });
});
