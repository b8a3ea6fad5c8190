import {
  type MessageAttributeValue,
  PublishCommand,
  type SNSClient,
  SNSServiceException,
} from '@aws-sdk/client-sns';
import { type Channel, ChannelRefused } from '../../core/ports/channel.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { within } from '../outgoing/aws-client.ts';
import { orRefusal } from '../outgoing/deliver.ts';
import { failureName } from '../outgoing/failure-name.ts';
import { HourlyBudget } from './hourly-budget.ts';
import { smsText } from './message.ts';

export interface SnsSmsChannelOptions {
  /** `sms` by default. */
  readonly id?: string | undefined;
  readonly client: SNSClient;
  readonly to: string;
  /** One of the account's numbers, or a name of letters and digits where the country allows names. */
  readonly from?: string | undefined;
  /** The most messages that may leave in an hour. */
  readonly perHour: number;
  /** Where people reach the dashboard. */
  readonly publicUrl: string;
  readonly clock: Clock;
  /** A message is given up after this, ms; 5,000 by default. */
  readonly timeoutMs?: number | undefined;
}

const SENDER_NAME = /^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/;
const SENDER_NUMBER = /^\+?\d{3,15}$/;

const text = (StringValue: string): MessageAttributeValue => ({ DataType: 'String', StringValue });

/** As whom it is sent. Throws ChannelRefused where SNS would refuse every message. */
function senderOf(from: string | undefined): Record<string, MessageAttributeValue> {
  if (from === undefined) return {};
  if (SENDER_NUMBER.test(from)) return { 'AWS.MM.SMS.OriginationNumber': text(from) };
  if (SENDER_NAME.test(from)) return { 'AWS.SNS.SMS.SenderID': text(from) };
  throw new ChannelRefused('The sender must be a number, or a name of at most 11 letters and digits.');
}

/**
 * Sends text messages through Amazon SNS, within a budget. Rejects with ChannelRefused, and where the budget is spent
 * with ChannelNotReady. Throws ChannelRefused where the sender can never be one.
 */
export function createSnsSmsChannel(options: SnsSmsChannelOptions): Channel {
  const { client, to, perHour, publicUrl, clock, timeoutMs } = options;
  const budget = new HourlyBudget(perHour);
  const attributes = { 'AWS.SNS.SMS.SMSType': text('Transactional'), ...senderOf(options.from) };
  const publish = async (Message: string): Promise<string> => {
    const at = clock.now();
    budget.spend(at);
    try {
      const command = new PublishCommand({ PhoneNumber: to, Message, MessageAttributes: attributes });
      const { MessageId } = await client.send(command, within(timeoutMs));
      return `accepted by SNS as ${MessageId}`;
    } catch (error) {
      // Only what was refused costs nothing: what was not answered may have been sent.
      if (error instanceof SNSServiceException) budget.giveBack(at);
      throw new ChannelRefused(`SNS did not take the message (${failureName(error)}).`);
    }
  };
  return {
    id: options.id ?? 'sms',
    send: (message) => orRefusal(() => publish(smsText(message, publicUrl))),
  };
}
