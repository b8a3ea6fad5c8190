import type { Channel } from '../../core/ports/channel.ts';
import { type AnswerReading, assertDeliverable, type DeliverDeps, deliver } from '../outgoing/deliver.ts';
import { written } from '../outgoing/written.ts';
import { SLACK_FORM } from './message.ts';

export interface SlackChannelOptions extends DeliverDeps {
  /** `slack` by default. */
  readonly id?: string | undefined;
  /** The incoming webhook; a secret. */
  readonly url: string;
  /** Where people reach the dashboard. */
  readonly publicUrl: string;
  /** Where it is shown, and as whom. Only webhooks of the old kind heed these; the others have their own. */
  readonly channel?: string | undefined;
  readonly username?: string | undefined;
}

/** Slack answers with one word, such as `ok` or `no_service`; anything else is not Slack's own. */
const READING: AnswerReading = {
  reasonOf: ({ text }) => (/^[a-z_]{1,50}$/.test(text) ? text : undefined),
};

/**
 * Tells people in a Slack channel, one POST a message. Rejects with ChannelRefused, which carries Slack's
 * `Retry-After`. Throws ChannelRefused where the URL can never be posted to.
 */
export function createSlackChannel(options: SlackChannelOptions): Channel {
  const { url, publicUrl, channel, username } = options;
  assertDeliverable(options.outgoing, url);
  const shownAs = { ...(channel && { channel }), ...(username && { username }) };
  return {
    id: options.id ?? 'slack',
    send: (message) =>
      deliver(
        options,
        url,
        () => ({
          headers: { 'content-type': 'application/json; charset=utf-8' },
          body: JSON.stringify({ ...shownAs, ...written(SLACK_FORM, message, publicUrl) }),
        }),
        READING,
      ),
  };
}
