import type { Channel } from '../../core/ports/channel.ts';
import { answerField } from '../outgoing/answer-field.ts';
import {
  type AnswerReading,
  assertDeliverable,
  type DeliverDeps,
  deliver,
  orRefusal,
} from '../outgoing/deliver.ts';
import { endsTrouble, type PagerDutyEvent, pagerDutyEvents } from './message.ts';

export interface PagerDutyChannelOptions extends DeliverDeps {
  /** `pagerduty` by default. */
  readonly id?: string | undefined;
  /** The integration key of a service; a secret. */
  readonly routingKey: string;
  /** Where people reach the dashboard. */
  readonly publicUrl: string;
  /** PagerDuty's own by default. */
  readonly origin?: string;
}

const ORIGIN = 'https://events.pagerduty.com';

/** A status of two words, such as `invalid event`; what explains it may repeat the key. */
const READING: AnswerReading = {
  reasonOf(answer) {
    const status = answerField(answer, 'status');
    return typeof status === 'string' && /^[a-z ]{1,40}$/.test(status) ? status : undefined;
  },
};

/**
 * Opens and resolves incidents in PagerDuty. Rejects with ChannelRefused at the first event that is not taken; those
 * before it, sent again, are the same to PagerDuty. Throws ChannelRefused where the origin can never be posted to.
 */
export function createPagerDutyChannel(options: PagerDutyChannelOptions): Channel {
  const { routingKey, publicUrl, origin = ORIGIN } = options;
  const url = `${origin}/v2/enqueue`;
  assertDeliverable(options.outgoing, url);
  const enqueue = (event: PagerDutyEvent): Promise<string> =>
    deliver(
      options,
      url,
      () => ({
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ routing_key: routingKey, ...event }),
      }),
      READING,
    );
  return {
    id: options.id ?? 'pagerduty',
    async send(message) {
      let said = '';
      for (const event of await orRefusal(() => pagerDutyEvents(message, publicUrl)))
        said = await enqueue(event);
      return said;
    },
    tellsAlone: endsTrouble,
  };
}
