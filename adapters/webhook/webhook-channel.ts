import { CLOUD_EVENT_MEDIA_TYPE } from '../../contracts/events/cloud-event.ts';
import { templateValues } from '../../contracts/events/template-values.ts';
import { renderTemplate, templateProblems } from '../../contracts/events/webhook-template.ts';
import { type Channel, type ChannelMessage, ChannelRefused } from '../../core/ports/channel.ts';
import { assertDeliverable, type DeliverDeps, deliver } from '../outgoing/deliver.ts';
import type { Content } from '../outgoing/post.ts';
import { written } from '../outgoing/written.ts';
import { eventOf } from './event-of.ts';
import { signatureHeaders } from './signature.ts';
import { WORDS_FORM } from './words.ts';

export interface WebhookChannelOptions extends DeliverDeps {
  /** `webhook` by default. */
  readonly id?: string | undefined;
  /** Where to POST; a secret. */
  readonly url: string;
  /** Where people reach the dashboard: the `source` of the events. */
  readonly publicUrl: string;
  /** `whsec_` and a key in base64; without one nothing is signed. */
  readonly secret?: string | undefined;
  /** JSON whose texts may hold `{{names}}`; without one a CloudEvent is sent. */
  readonly template?: unknown;
}

/** Many frameworks take bodies of 100 KB at most; a transition is some 600 bytes, and 2 KB with a long message. */
const MOST_IN_GROUP = 100;

interface Body {
  readonly type: string;
  readonly text: string;
}

/**
 * What is sent: the event, or what the template makes of it. Where that grew too large it goes without the event in it:
 * the event of a storm is the longest of all, and must not be the one that never arrives. Throws ChannelRefused.
 */
function bodyOf(
  message: ChannelMessage,
  event: object,
  { publicUrl, template }: WebhookChannelOptions,
): Body {
  if (template === undefined) return { type: CLOUD_EVENT_MEDIA_TYPE, text: JSON.stringify(event) };
  const words = written(WORDS_FORM, message, publicUrl);
  const values = templateValues(message, words, event);
  const text = renderTemplate(template, values) ?? renderTemplate(template, { ...values, event: null });
  if (text === undefined) throw new ChannelRefused('With its template the message is larger than 256 KB.');
  return { type: 'application/json', text };
}

function contentOf(message: ChannelMessage, options: WebhookChannelOptions): Content {
  const { publicUrl, secret, clock } = options;
  const event = eventOf(message, publicUrl);
  const { type, text: body } = bodyOf(message, event, options);
  const signature = secret ? signatureHeaders({ secret, id: event.id, at: clock.now(), body }) : {};
  return { headers: { 'content-type': type, ...signature }, body };
}

function assertTemplate(template: unknown): void {
  const [problem] = template === undefined ? [] : templateProblems(template);
  if (problem !== undefined) throw new ChannelRefused(problem);
}

/**
 * POSTs each message as a CloudEvent, or as its template says, to a machine, signed where there is a secret. 2xx is
 * delivered; all else rejects with ChannelRefused. Throws ChannelRefused where the URL can never be posted to, or the
 * template never be filled in.
 */
export function createWebhookChannel(options: WebhookChannelOptions): Channel {
  assertDeliverable(options.outgoing, options.url);
  assertTemplate(options.template);
  return {
    id: options.id ?? 'webhook',
    mostInGroup: MOST_IN_GROUP,
    send: (message) => deliver(options, options.url, () => contentOf(message, options)),
  };
}
