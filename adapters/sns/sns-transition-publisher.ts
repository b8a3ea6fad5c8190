import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Transition } from '../../core/monitor/transition.ts';
import type { TransitionPublisher } from '../../core/ports/transition-publisher.ts';
import { within } from '../outgoing/aws-client.ts';
import { failureName } from '../outgoing/failure-name.ts';
import { transitionMessage } from './transition-message.ts';

export interface SnsTransitionPublisherOptions {
  readonly client: SNSClient;
  /** The topic of all transitions. */
  readonly topicArn: string;
  /** Where people reach the dashboard: the `source` of the events. */
  readonly publicUrl: string;
  /** A transition is given up after this, ms; 5,000 by default. */
  readonly timeoutMs?: number | undefined;
}

/** Publishes transitions to a topic. Rejects with the name of the failure; its words are in the cause. */
export class SnsTransitionPublisher implements TransitionPublisher {
  readonly #options: SnsTransitionPublisherOptions;

  constructor(options: SnsTransitionPublisherOptions) {
    this.#options = options;
  }

  async publish(transition: Transition): Promise<void> {
    const { client, topicArn, publicUrl, timeoutMs } = this.#options;
    const command = new PublishCommand({ TopicArn: topicArn, ...transitionMessage(transition, publicUrl) });
    try {
      await client.send(command, within(timeoutMs));
    } catch (error) {
      throw new Error(`SNS did not take a transition (${failureName(error)})`, { cause: error });
    }
  }
}
