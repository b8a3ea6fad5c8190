import { createSesChannel } from '../../adapters/email/ses-channel.ts';
import { createSesClient } from '../../adapters/email/ses-client.ts';
import type { Outgoing } from '../../adapters/outgoing/outgoing.ts';
import { createSnsSmsChannel } from '../../adapters/sms/sns-sms-channel.ts';
import { createSnsClient } from '../../adapters/sns/sns-client.ts';
import { ChannelRefused } from '../../core/ports/channel.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ChannelHome, MailHome, TextHome } from '../runtime/open-channel.ts';
import { clientOptions } from './client-options.ts';
import { type Environment, required } from './environment.ts';

/** What the stack lends to channels that bring no account of their own: mail by SES and text messages by SNS, as it was told. */
export const channelHome = (env: Environment, outgoing: Outgoing, clock: Clock): ChannelHome => ({
  publicUrl: required(env, 'PUBLIC_URL'),
  outgoing,
  clock,
  mail: env.MAIL_FROM ? mailBySes(env, env.MAIL_FROM) : undefined,
  sms: env.TEXT_MESSAGES ? textsBySns(env) : undefined,
});

function mailBySes(env: Environment, from: string): MailHome {
  const client = createSesClient(clientOptions(env, 'SESV2'));
  return {
    from,
    open(options) {
      // The function may send as nobody else.
      if (options.from !== from)
        throw new ChannelRefused('This stack mails as its mailFrom only: from_email needs smtp_server here.');
      return createSesChannel({ ...options, client });
    },
  };
}

function textsBySns(env: Environment): TextHome {
  const client = createSnsClient(clientOptions(env, 'SNS'));
  return { open: (options) => createSnsSmsChannel({ ...options, client }) };
}
