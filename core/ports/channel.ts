import type { Transition } from '../monitor/transition.ts';

export type ChannelMessage =
  | { readonly type: 'transition'; readonly transition: Transition }
  | { readonly type: 'notice'; readonly subject: string; readonly text: string };

/** The receiver did not take the message. `reason` bears no secret. */
export class ChannelRefused extends Error {
  override readonly name = 'ChannelRefused';
  readonly retryAfterMs: number | undefined;
  constructor(reason: string, retryAfterMs?: number) {
    super(reason);
    this.retryAfterMs = retryAfterMs;
  }
}

/** One way to reach people or machines. */
export interface Channel {
  readonly id: string;
  /** Sends once. @returns what the receiver said, in a few words. Rejects with ChannelRefused. */
  send(message: ChannelMessage): Promise<string>;
}
