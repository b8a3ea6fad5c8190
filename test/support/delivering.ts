import { Pace } from '../../core/alerts/pace.ts';
import { subjectOf } from '../../core/monitor/ref.ts';
import { type Transition, transitionId } from '../../core/monitor/transition.ts';
import { HealthNotes } from '../../core/paths/channel-health.ts';
import { type DeliverDeps, deliver } from '../../core/paths/deliver.ts';
import { openDeliveries } from '../../core/paths/open-deliveries.ts';
import type { Channel, ChannelMessage } from '../../core/ports/channel.ts';
import type { Delivery } from '../../core/ports/delivery-store.ts';
import { fixedChannels } from './fixed-channels.ts';
import { T0 } from './monitors.ts';
import { Stage } from './stage.ts';

/** Transition n of one service; it goes down with each odd number and up with each even one. */
export const aTransition = (sequence = 1, overrides: Partial<Transition> = {}): Transition => ({
  kind: 'service',
  id: 'payment-api',
  born: T0,
  sequence,
  from: sequence % 2 ? 'up' : 'down',
  to: sequence % 2 ? 'down' : 'up',
  reason: sequence % 2 ? 'missed' : 'recovered',
  at: T0 + sequence,
  fromSince: T0,
  name: 'Payment API',
  tags: [],
  ...overrides,
});

/** A stage with channels that write down what they are sent. */
export class Delivering extends Stage {
  readonly messages: { channel: string; message: ChannelMessage }[] = [];
  /** What each attempt meets in turn; a string is an answer, an error a refusal. Then: `ok`. */
  answers: (string | Error)[] = [];
  readonly channels = new Map<string, Channel>();
  random = 0;
  /** So many go out one by one: tests that are not about storms never meet one. */
  pace = new Pace(1_000);
  readonly health = new HealthNotes(this);

  constructor(...ids: string[]) {
    super();
    for (const id of ids) this.channels.set(id, this.channel(id));
  }

  private channel(id: string): Channel {
    return {
      id,
      send: async (message) => {
        this.messages.push({ channel: id, message });
        const answer = this.answers.shift() ?? 'ok';
        if (answer instanceof Error) throw answer;
        return answer;
      },
    };
  }

  get deliverDeps(): DeliverDeps {
    const { store, pace, health, queue, clock, operators, log } = this;
    const channels = fixedChannels(this.channels);
    return { store, channels, pace, health, queue, clock, operators, log, random: () => this.random };
  }

  open(transition: Transition): Promise<void> {
    return openDeliveries(this.deliverDeps, transition);
  }

  of(transition: Transition, channel = 'slack'): Delivery {
    return this.store.deliveries.get(`${transitionId(transition)} ${channel}`)!;
  }

  /** Makes the attempt that is due now. */
  attempt(transition: Transition, channel = 'slack', deps: Partial<DeliverDeps> = {}): Promise<void> {
    const { dueAt } = this.of(transition, channel);
    const ticket = { transitionId: transitionId(transition), channel, dueAt: dueAt! };
    return deliver({ ...this.deliverDeps, ...deps }, ticket);
  }

  /** What was sent, as `slack service/payment-api 1`. */
  get deliveredNames(): string[] {
    return this.messages.map(({ channel, message }) => {
      if (message.type === 'notice') return `${channel} ${message.subject}`;
      if (message.type === 'test') return `${channel} test`;
      if (message.type === 'group') return `${channel} group of ${message.transitions.length}`;
      return `${channel} ${subjectOf(message.transition)} ${message.transition.sequence}`;
    });
  }
}
