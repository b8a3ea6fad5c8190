import type { Channel } from '../../core/ports/channel.ts';
import { answerField } from '../outgoing/answer-field.ts';
import { type AnswerReading, assertDeliverable, type DeliverDeps, deliver } from '../outgoing/deliver.ts';
import type { Outgoing } from '../outgoing/outgoing.ts';
import type { Content } from '../outgoing/post.ts';
import { HourlyBudget } from './hourly-budget.ts';
import { smsText } from './message.ts';

export interface SmsChannelOptions extends DeliverDeps {
  /** `sms` by default. */
  readonly id?: string | undefined;
  readonly accountSid: string;
  /** A secret. */
  readonly authToken: string;
  readonly from: string;
  readonly to: string;
  /** The most messages that may leave in an hour. */
  readonly perHour: number;
  /** Where people reach the dashboard. */
  readonly publicUrl: string;
  /** Twilio's own by default. */
  readonly origin?: string;
}

const ORIGIN = 'https://api.twilio.com';

/** Errors have a number of Twilio's, such as 21211 for a number that cannot be; their words repeat numbers. */
const READING: AnswerReading = {
  reasonOf(answer) {
    const code = answerField(answer, 'code');
    return Number.isInteger(code) ? `error ${String(code)}` : undefined;
  },
};

/** Only what Twilio refused costs nothing: what it did not answer may have been sent. */
const budgeted = ({ outgoing, clock, perHour }: SmsChannelOptions): Outgoing => {
  const budget = new HourlyBudget(perHour);
  return {
    ...outgoing,
    async post(url, content) {
      const at = clock.now();
      budget.spend(at);
      const answer = await outgoing.post(url, content);
      if (answer.status > 299) budget.giveBack(at);
      return answer;
    },
  };
};

function contentOf(text: string, { accountSid, authToken, from, to }: SmsChannelOptions): Content {
  return {
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
    },
    body: new URLSearchParams({ To: to, From: from, Body: text }).toString(),
  };
}

/**
 * Sends text messages through Twilio, within a budget. Rejects with ChannelRefused, and where the budget is spent
 * with ChannelNotReady. Throws ChannelRefused where the origin can never be posted to.
 */
export function createSmsChannel(options: SmsChannelOptions): Channel {
  const { accountSid, publicUrl, clock, origin = ORIGIN } = options;
  const url = `${origin}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`;
  assertDeliverable(options.outgoing, url);
  const outgoing = budgeted(options);
  return {
    id: options.id ?? 'sms',
    send: (message) =>
      deliver({ outgoing, clock }, url, () => contentOf(smsText(message, publicUrl), options), READING),
  };
}
