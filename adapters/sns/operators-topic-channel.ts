import { setTimeout as sleep } from 'node:timers/promises';
import { PublishCommand, type PublishInput, type SNSClient } from '@aws-sdk/client-sns';
import { plainText } from '../../contracts/events/plain-text.ts';
import { manyLines, oneLine } from '../../contracts/events/readable-text.ts';
import { type Channel, type ChannelMessage, ChannelRefused } from '../../core/ports/channel.ts';
import { announcementOf } from '../outgoing/announcement-of.ts';
import { within } from '../outgoing/aws-client.ts';
import { failureName } from '../outgoing/failure-name.ts';
import { asciiSubject } from './ascii-subject.ts';
import { Turnstile } from './turnstile.ts';

export interface OperatorsTopicChannelOptions {
  /** `email` by default. */
  readonly id?: string | undefined;
  readonly client: SNSClient;
  /** The topic whose subscribers are e-mail addresses. */
  readonly topicArn: string;
  /** Where people reach the dashboard. */
  readonly publicUrl: string;
  /** How many processes may send at once; 2 where it is not said. */
  readonly processes?: number | undefined;
  /** A message is given up after this, once its turn has come, ms; 5,000 by default. */
  readonly timeoutMs?: number | undefined;
  /** Waits; tests hand in their own. */
  readonly pause?: ((ms: number) => Promise<unknown>) | undefined;
}

/** SNS switches an e-mail subscription off at more than 10 messages a second: 1,000 / 125 = 8 leave some room. */
const GAP_OF_ALL_MS = 125;
/** Where nobody says otherwise; it is the least that Lambda's event sources know. */
const PROCESSES = 2;
/** With 5 s for SNS that is the 10 s that a channel may take. */
const LONGEST_WAIT_MS = 5_000;

const SUBJECT_LENGTH = 200;
/** At 3 bytes each at most, 60 KB of the 256 KB that SNS takes. */
const TEXT_LENGTH = 20_000;

function mailFor(message: ChannelMessage, publicUrl: string): Pick<PublishInput, 'Subject' | 'Message'> {
  if (message.type === 'notice') {
    const subject = oneLine(message.subject, SUBJECT_LENGTH);
    // The subject stands in the text too: as such it is in ASCII and may have lost a word.
    const parts = [subject, manyLines(message.text, TEXT_LENGTH)].filter((part) => part !== '');
    return { Subject: asciiSubject(subject), Message: `${parts.join('\n\n') || 'No text.'}\n` };
  }
  const announcement = announcementOf(message, publicUrl);
  return {
    Subject: asciiSubject(announcement.headline),
    Message: plainText(announcement, { limit: TEXT_LENGTH }),
  };
}

/** How e-mail goes out on AWS: plain sentences to a topic. Rejects with ChannelRefused. */
export function createOperatorsTopicChannel(options: OperatorsTopicChannelOptions): Channel {
  const { client, topicArn, publicUrl, processes = PROCESSES, timeoutMs, pause = sleep } = options;
  const gapMs = GAP_OF_ALL_MS * processes;
  const turnstile = new Turnstile(() => pause(gapMs));
  return {
    id: options.id ?? 'email',
    async send(message) {
      if (turnstile.waiting * gapMs >= LONGEST_WAIT_MS) {
        throw new ChannelRefused('Too many e-mails wait already.', LONGEST_WAIT_MS);
      }
      await turnstile.pass();
      try {
        const command = new PublishCommand({ TopicArn: topicArn, ...mailFor(message, publicUrl) });
        const { MessageId } = await client.send(command, within(timeoutMs));
        return `accepted by SNS as ${MessageId}`;
      } catch (error) {
        throw new ChannelRefused(`SNS did not take the message (${failureName(error)}).`);
      }
    },
  };
}
