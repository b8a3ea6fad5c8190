import type { TransitionEvent } from '../../contracts/events/transition-event.ts';
import { KINDS } from '../../core/monitor/ref.ts';
import { type TransitionName, transitionNamed } from '../../core/monitor/transition-name.ts';
import { deliveryTicket, monitorTicket } from '../../core/paths/tickets.ts';
import { NOTICE_KINDS, type Notice } from '../../core/ports/operators.ts';
import type { Ticket } from '../../core/ports/ticket-queue.ts';

/** What arrives on our queues. */
export type QueueMessage =
  | { readonly type: 'tickets'; readonly tickets: readonly Ticket[] }
  | { readonly type: 'notice'; readonly notice: Notice }
  /** Only its name: who handles it reads the transition from history. */
  | { readonly type: 'transition'; readonly transition: TransitionName };

/** Poison: no repetition makes it readable. The sentence quotes nothing of the body. */
export class UnreadableMessage extends Error {
  override readonly name = 'UnreadableMessage';
}

const TRANSITION_TYPE: TransitionEvent['type'] = 'heartbeat-central.monitor.transition.v1';

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

const isText = (value: unknown): value is string => typeof value === 'string';
const isId = (value: unknown): value is string => isText(value) && value !== '';
const isMoment = (value: unknown): value is number => Number.isFinite(value);
const isOneOf = <T extends string>(words: readonly T[], value: unknown): value is T =>
  words.some((word) => word === value);

/**
 * The message of a body of ours, or of a transition's event as SNS delivers it raw.
 * @throws UnreadableMessage
 */
export function readMessage(body: string): QueueMessage {
  const content = parsed(body);
  const tickets = field(content, 'tickets');
  if (Array.isArray(tickets)) return { type: 'tickets', tickets: tickets.map(toTicket) };
  const notice = field(content, 'notice');
  if (notice !== undefined) return { type: 'notice', notice: toNotice(notice) };
  if (field(content, 'type') === TRANSITION_TYPE) return { type: 'transition', transition: nameIn(content) };
  throw new UnreadableMessage('It holds neither tickets nor a notice nor a transition.');
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new UnreadableMessage('It is not JSON.');
  }
}

function toTicket(value: unknown): Ticket {
  const type = field(value, 'type');
  const ticket =
    type === 'monitor' ? toMonitorTicket(value) : type === 'delivery' ? toDeliveryTicket(value) : undefined;
  if (!ticket) throw new UnreadableMessage('It holds what is no ticket.');
  return ticket;
}

function toMonitorTicket(value: unknown): Ticket | undefined {
  const ref = field(value, 'ref');
  const [kind, id, dueAt] = [field(ref, 'kind'), field(ref, 'id'), field(value, 'dueAt')];
  if (!isOneOf(KINDS, kind) || !isId(id) || !isMoment(dueAt)) return undefined;
  return monitorTicket({ ref: { kind, id }, dueAt });
}

function toDeliveryTicket(value: unknown): Ticket | undefined {
  const [transitionId, channel] = [field(value, 'transitionId'), field(value, 'channel')];
  const dueAt = field(value, 'dueAt');
  if (!isId(transitionId) || !transitionNamed(transitionId)) return undefined;
  if (!isId(channel) || !isMoment(dueAt)) return undefined;
  return deliveryTicket({ transitionId, channel, dueAt });
}

function toNotice(value: unknown): Notice {
  const [kind, subject, text] = [field(value, 'kind'), field(value, 'subject'), field(value, 'text')];
  if (isOneOf(NOTICE_KINDS, kind) && isText(subject) && isText(text)) return { kind, subject, text };
  throw new UnreadableMessage('It holds what is no notice.');
}

function nameIn(event: unknown): TransitionName {
  const id = field(event, 'id');
  const name = isText(id) ? transitionNamed(id) : undefined;
  if (!name) throw new UnreadableMessage('Its event names no transition.');
  return name;
}
