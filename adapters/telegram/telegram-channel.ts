import type { Channel } from '../../core/ports/channel.ts';
import { answerField } from '../outgoing/answer-field.ts';
import { type AnswerReading, assertDeliverable, type DeliverDeps, deliver } from '../outgoing/deliver.ts';
import { written } from '../outgoing/written.ts';
import { TELEGRAM_FORM } from './message.ts';

export interface TelegramChannelOptions extends DeliverDeps {
  /** `telegram` by default. */
  readonly id?: string | undefined;
  /** The bot's token; a secret, and part of the address. */
  readonly botToken: string;
  /** A number, or the name of a public channel with its `@`. */
  readonly chatId: string;
  /** Where people reach the dashboard. */
  readonly publicUrl: string;
  /** Telegram's own by default. */
  readonly origin?: string;
}

const ORIGIN = 'https://api.telegram.org';

/** Errors are sentences such as `Bad Request: chat not found`; those that quote what was sent hold other signs. */
const READING: AnswerReading = {
  reasonOf(answer) {
    const text = answerField(answer, 'description');
    return typeof text === 'string' && /^[A-Z][A-Za-z ]{1,30}(: [A-Za-z0-9 ]{1,80})?$/.test(text)
      ? text
      : undefined;
  },
  pauseMsOf: (answer) => Number(answerField(answer, 'parameters', 'retry_after') ?? Number.NaN) * 1_000,
};

/**
 * Tells people in a Telegram chat, one POST a message. Rejects with ChannelRefused, which carries the pause that
 * Telegram asks for. Throws ChannelRefused where the origin can never be posted to.
 */
export function createTelegramChannel(options: TelegramChannelOptions): Channel {
  const { botToken, chatId, publicUrl, origin = ORIGIN } = options;
  const url = `${origin}/bot${botToken}/sendMessage`;
  assertDeliverable(options.outgoing, url);
  return {
    id: options.id ?? 'telegram',
    send: (message) =>
      deliver(
        options,
        url,
        () => ({
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ chat_id: chatId, ...written(TELEGRAM_FORM, message, publicUrl) }),
        }),
        READING,
      ),
  };
}
