import { KEPT_MESSAGE_LENGTH, keptMessage } from '../../../core/monitor/kept-message.ts';
import type { History } from './history.ts';

/** What a monitor said itself. */
export interface SaidLast {
  readonly words: string;
  /** Epoch ms; undefined where what is known of its past does not reach as far back. */
  readonly at: number | undefined;
}

/**
 * The last message with all its words: of a long one the monitor itself keeps the beginning alone, and its history the
 * rest. Where that was not read, an ellipsis stands for the rest.
 */
export function saidLast(message: string, history: History | undefined): SaidLast {
  const same = history?.beats.entries.find(
    ({ message: whole }) => keptMessage(whole ?? undefined) === message,
  );
  if (same?.message) return { words: same.message, at: Date.parse(same.timestamp) };
  const isCut = message.length >= KEPT_MESSAGE_LENGTH;
  return { words: isCut ? `${message}…` : message, at: undefined };
}
