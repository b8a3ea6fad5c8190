import { type SESv2Client, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { type Channel, ChannelRefused } from '../../core/ports/channel.ts';
import { within } from '../outgoing/aws-client.ts';
import { orRefusal } from '../outgoing/deliver.ts';
import { failureName } from '../outgoing/failure-name.ts';
import { AUTOMATIC, type Correspondents, correspondentsOf, type MailOptions, mailOf } from './mail.ts';

export interface SesChannelOptions extends MailOptions {
  readonly client: SESv2Client;
  /** A mail is given up after this, ms; 5,000 by default. */
  readonly timeoutMs?: number | undefined;
}

/** SES takes no more in one mail. */
const MOST_ADDRESSES = 50;
/** SES refuses a whole mail over one header that is longer. */
const MOST_HEADER_LENGTH = 870;

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

/** SES gives each mail a Message-ID of its own, so what the mails of one thread share is the first reference. */
function referencesOf(references: readonly string[]): string | undefined {
  const all = references.join(' ');
  const fitting = all.length <= MOST_HEADER_LENGTH ? all : references[0];
  return fitting && fitting.length <= MOST_HEADER_LENGTH ? fitting : undefined;
}

function commandOf(mail: ReturnType<typeof mailOf>, { from, to }: Correspondents): SendEmailCommandInput {
  const references = referencesOf(mail.references ?? []);
  const headers = { ...AUTOMATIC, ...(references && { References: references }) };
  return {
    FromEmailAddress: `${from.name} <${from.address}>`,
    Destination: { ToAddresses: to },
    Content: {
      Simple: {
        Subject: utf8(mail.subject),
        Body: { Text: utf8(mail.text), Html: utf8(mail.html) },
        Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
      },
    },
  };
}

/**
 * Mails people through Amazon SES, one mail to all addresses. Rejects with ChannelRefused. Throws ChannelRefused where
 * the settings can never work.
 */
export function createSesChannel(options: SesChannelOptions): Channel {
  const { client, publicUrl, timeoutMs } = options;
  const correspondents = correspondentsOf(options);
  if (correspondents.to.length > MOST_ADDRESSES) {
    throw new ChannelRefused(`SES takes at most ${MOST_ADDRESSES} addresses a mail.`);
  }
  const sent = async (input: SendEmailCommandInput): Promise<string> => {
    try {
      const { MessageId } = await client.send(new SendEmailCommand(input), within(timeoutMs));
      return `accepted by SES as ${MessageId}`;
    } catch (error) {
      throw new ChannelRefused(`SES did not take the mail (${failureName(error)}).`);
    }
  };
  return {
    id: options.id ?? 'email',
    send: (message) => orRefusal(() => sent(commandOf(mailOf(message, publicUrl), correspondents))),
  };
}
