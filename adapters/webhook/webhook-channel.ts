import { randomUUID } from 'node:crypto';
import { CLOUD_EVENT_MEDIA_TYPE } from '../../contracts/events/cloud-event.ts';
import { type NoticeEvent, toNoticeEvent } from '../../contracts/events/notice-event.ts';
import { type TransitionEvent, toTransitionEvent } from '../../contracts/events/transition-event.ts';
import type { Channel, ChannelMessage } from '../../core/ports/channel.ts';
import { assertDeliverable, type DeliverDeps, deliver } from '../outgoing/deliver.ts';

export interface WebhookChannelOptions extends DeliverDeps {
  /** Where to POST; a secret. */
  readonly url: string;
  /** Where people reach the dashboard: the `source` of the events. */
  readonly publicUrl: string;
}

const eventOf = (message: ChannelMessage, source: string): TransitionEvent | NoticeEvent =>
  message.type === 'transition'
    ? toTransitionEvent(message.transition, source)
    : toNoticeEvent(message, source, randomUUID());

/**
 * POSTs each message as a CloudEvent to a machine. 2xx is delivered; all else rejects with ChannelRefused.
 * Throws ChannelRefused where the URL can never be posted to.
 */
export function createWebhookChannel(options: WebhookChannelOptions): Channel {
  assertDeliverable(options.outgoing, options.url);
  return {
    id: 'webhook',
    send: (message) =>
      deliver(options, options.url, () => ({
        headers: { 'content-type': CLOUD_EVENT_MEDIA_TYPE },
        body: JSON.stringify(eventOf(message, options.publicUrl)),
      })),
  };
}
