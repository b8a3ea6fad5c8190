import { CLOUD_EVENT_MEDIA_TYPE } from '../../contracts/events/cloud-event.ts';
import type { Channel, ChannelMessage } from '../../core/ports/channel.ts';
import { assertDeliverable, type DeliverDeps, deliver } from '../outgoing/deliver.ts';
import type { Content } from '../outgoing/post.ts';
import { eventOf } from './event-of.ts';
import { signatureHeaders } from './signature.ts';

export interface WebhookChannelOptions extends DeliverDeps {
  /** Where to POST; a secret. */
  readonly url: string;
  /** Where people reach the dashboard: the `source` of the events. */
  readonly publicUrl: string;
  /** `whsec_` and a key in base64; without one nothing is signed. */
  readonly secret?: string | undefined;
}

function contentOf(message: ChannelMessage, { publicUrl, secret, clock }: WebhookChannelOptions): Content {
  const event = eventOf(message, publicUrl);
  const body = JSON.stringify(event);
  const signature = secret ? signatureHeaders({ secret, id: event.id, at: clock.now(), body }) : {};
  return { headers: { 'content-type': CLOUD_EVENT_MEDIA_TYPE, ...signature }, body };
}

/**
 * POSTs each message as a CloudEvent to a machine, signed where there is a secret. 2xx is delivered; all else rejects with ChannelRefused.
 * Throws ChannelRefused where the URL can never be posted to.
 */
export function createWebhookChannel(options: WebhookChannelOptions): Channel {
  assertDeliverable(options.outgoing, options.url);
  return {
    id: 'webhook',
    send: (message) => deliver(options, options.url, () => contentOf(message, options)),
  };
}
