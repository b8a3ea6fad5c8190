import type { Transition } from '../../core/monitor/transition.ts';
import { groupKey } from '../outgoing/group-key.ts';

export interface ThreadHeaders {
  readonly messageId: string;
  readonly references: string[];
}

const percent = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

/** An id in the letters that a Message-ID may hold without quotes; `%` is one of them. */
const atomOf = (id: string): string => encodeURIComponent(id.toWellFormed()).replace(/[.!~*'()]/g, percent);

/** A group is about many lives, so it begins a thread of its own; sent again it is the same mail. */
export const groupHeaders = (
  transitions: readonly Transition[],
  host: string,
): Pick<ThreadHeaders, 'messageId'> => ({ messageId: `<group.${groupKey(transitions)}@${host}>` });

/**
 * Mails about one life of a monitor make one thread: each refers to the life, and to the one before it. The
 * Message-ID comes from the transition, so a mail that is sent again is the same mail.
 */
export function threadHeaders(t: Transition, host: string): ThreadHeaders {
  const life = `${t.kind}.${atomOf(t.id)}.${t.born}`;
  const mailOf = (sequence: number): string => `<${life}.${sequence}@${host}>`;
  const previous = t.sequence > 1 ? [mailOf(t.sequence - 1)] : [];
  return { messageId: mailOf(t.sequence), references: [`<${life}@${host}>`, ...previous] };
}
