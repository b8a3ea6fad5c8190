import { announce } from '../../contracts/events/announcement.ts';
import { manyLines, oneLine } from '../../contracts/events/readable-text.ts';
import type { Channel, ChannelMessage } from '../../core/ports/channel.ts';
import { assertDeliverable, type DeliverDeps, deliver, type ReasonOf } from '../outgoing/deliver.ts';
import { announcementMessage, noticeMessage, type SlackMessage } from './message.ts';

export interface SlackChannelOptions extends DeliverDeps {
  /** The incoming webhook; a secret. */
  readonly url: string;
  /** Where people reach the dashboard. */
  readonly publicUrl: string;
}

const SUBJECT_LENGTH = 150;
const TEXT_LENGTH = 3_000;

/** Slack answers with one word, such as `ok` or `no_service`; anything else is not Slack's own. */
const slackWord: ReasonOf = ({ text }) => (/^[a-z_]{1,50}$/.test(text) ? text : undefined);

const messageFor = (message: ChannelMessage, publicUrl: string): SlackMessage =>
  message.type === 'transition'
    ? announcementMessage(announce(message.transition, { publicUrl }))
    : noticeMessage(
        oneLine(message.subject, SUBJECT_LENGTH) || 'Notice',
        manyLines(message.text, TEXT_LENGTH) || 'No text.',
      );

/**
 * Tells people in a Slack channel, one POST a message. Rejects with ChannelRefused, which carries Slack's
 * `Retry-After`. Throws ChannelRefused where the URL can never be posted to.
 */
export function createSlackChannel(options: SlackChannelOptions): Channel {
  assertDeliverable(options.outgoing, options.url);
  return {
    id: 'slack',
    send: (message) =>
      deliver(
        options,
        options.url,
        () => ({
          headers: { 'content-type': 'application/json; charset=utf-8' },
          body: JSON.stringify(messageFor(message, options.publicUrl)),
        }),
        slackWord,
      ),
  };
}
