import type { Channel } from '../../core/ports/channel.ts';
import { answerField } from '../outgoing/answer-field.ts';
import { type AnswerReading, assertDeliverable, type DeliverDeps, deliver } from '../outgoing/deliver.ts';
import { written } from '../outgoing/written.ts';
import { NTFY_FORM } from './message.ts';
import { parseTopic } from './topic.ts';

export interface NtfyChannelOptions extends DeliverDeps {
  /** `ntfy` by default. */
  readonly id?: string | undefined;
  /** Server and topic; whoever knows an open topic can read it, so a secret. */
  readonly url: string;
  /** An access token, for topics that are not open to all; a secret. */
  readonly token?: string | undefined;
  /** Where people reach the dashboard. */
  readonly publicUrl: string;
}

/** Errors have a number of ntfy's, such as 42901 for too many requests. */
const READING: AnswerReading = {
  reasonOf(answer) {
    const code = answerField(answer, 'code');
    return Number.isInteger(code) ? `error ${String(code)}` : undefined;
  },
};

/**
 * Tells the phones that subscribe to an ntfy topic, one POST a message. Rejects with ChannelRefused. Throws
 * ChannelRefused where the address names no topic or can never be posted to.
 */
export function createNtfyChannel(options: NtfyChannelOptions): Channel {
  const { token, publicUrl } = options;
  const { server, topic } = parseTopic(options.url);
  assertDeliverable(options.outgoing, server);
  const authorization: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  return {
    id: options.id ?? 'ntfy',
    send: (message) =>
      deliver(
        options,
        server,
        () => ({
          headers: { 'content-type': 'application/json', ...authorization },
          body: JSON.stringify({ topic, ...written(NTFY_FORM, message, publicUrl) }),
        }),
        READING,
      ),
  };
}
