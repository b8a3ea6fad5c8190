import type { Transition } from '../monitor/transition.ts';

export type ChannelMessage =
  | { readonly type: 'transition'; readonly transition: Transition }
  /** Many at once, told in one message; at least two, in order of time, perhaps several of one monitor. */
  | { readonly type: 'group'; readonly transitions: readonly Transition[] }
  /** Somebody tries the channel; nothing is wrong. `channel`: its name. */
  | { readonly type: 'test'; readonly channel: string; readonly at: number }
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

/** Nothing was sent and nothing is wrong with the message: its turn comes in `waitMs`, and this was no attempt. */
export class ChannelNotReady extends Error {
  override readonly name = 'ChannelNotReady';
  readonly waitMs: number;
  constructor(reason: string, waitMs: number) {
    super(reason);
    this.waitMs = waitMs;
  }
}

/** One way to reach people or machines. */
export interface Channel {
  readonly id: string;
  /** Sends once. @returns what the receiver said, in a few words. Rejects with ChannelRefused or ChannelNotReady. */
  send(message: ChannelMessage): Promise<string>;
  /** The most transitions that its receivers take in one message; 2,000 by default. More make several messages. */
  readonly mostInGroup?: number | undefined;
  /** True for what must never be told within a group, since it speaks to a machine about this monitor alone. */
  tellsAlone?(transition: Transition): boolean;
}
