import type { Channel } from '../../core/ports/channel.ts';
import { answerField } from '../outgoing/answer-field.ts';
import { type AnswerReading, assertDeliverable, type DeliverDeps, deliver } from '../outgoing/deliver.ts';
import { written } from '../outgoing/written.ts';
import { DISCORD_FORM } from './message.ts';

export interface DiscordChannelOptions extends DeliverDeps {
  /** `discord` by default. */
  readonly id?: string | undefined;
  /** The webhook; a secret. */
  readonly url: string;
  /** Where people reach the dashboard. */
  readonly publicUrl: string;
  /** As whom it is shown; the webhook's own name by default. */
  readonly username?: string | undefined;
}

/** Errors have a number of Discord's, such as 10015 for a webhook that is gone; pauses are seconds with fractions. */
const READING: AnswerReading = {
  reasonOf(answer) {
    const code = answerField(answer, 'code');
    return Number.isInteger(code) && code !== 0 ? `error ${String(code)}` : undefined;
  },
  pauseMsOf: (answer) => Math.ceil(Number(answerField(answer, 'retry_after') ?? Number.NaN) * 1_000),
};

/**
 * Tells people in a Discord channel, one POST a message. Rejects with ChannelRefused, which carries the pause that
 * Discord asks for. Throws ChannelRefused where the URL can never be posted to.
 */
export function createDiscordChannel(options: DiscordChannelOptions): Channel {
  const { url, publicUrl, username } = options;
  assertDeliverable(options.outgoing, url);
  return {
    id: options.id ?? 'discord',
    send: (message) =>
      deliver(
        options,
        url,
        () => ({
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            ...(username && { username }),
            ...written(DISCORD_FORM, message, publicUrl),
          }),
        }),
        READING,
      ),
  };
}
