import { DISCORD_FORM } from '../../adapters/discord/message.ts';
import { announcementMail, noticeMail } from '../../adapters/email/message.ts';
import { NTFY_FORM } from '../../adapters/ntfy/message.ts';
import { written } from '../../adapters/outgoing/written.ts';
import { pagerDutyEvents } from '../../adapters/pagerduty/message.ts';
import { SLACK_FORM } from '../../adapters/slack/message.ts';
import { smsText } from '../../adapters/sms/message.ts';
import { TEAMS_FORM } from '../../adapters/teams/message.ts';
import { TELEGRAM_FORM } from '../../adapters/telegram/message.ts';
import type { ChannelMessage } from '../../core/ports/channel.ts';
import { publicUrl } from './http-channel.ts';

const MAIL_FORM = { announcement: announcementMail, notice: noticeMail };

/** What each channel makes of a message. */
export const FORMS = {
  discord: (message: ChannelMessage) => written(DISCORD_FORM, message, publicUrl),
  email: (message: ChannelMessage) => written(MAIL_FORM, message, publicUrl),
  ntfy: (message: ChannelMessage) => written(NTFY_FORM, message, publicUrl),
  pagerduty: (message: ChannelMessage) => pagerDutyEvents(message, publicUrl),
  slack: (message: ChannelMessage) => written(SLACK_FORM, message, publicUrl),
  sms: (message: ChannelMessage) => smsText(message, publicUrl),
  teams: (message: ChannelMessage) => written(TEAMS_FORM, message, publicUrl),
  telegram: (message: ChannelMessage) => written(TELEGRAM_FORM, message, publicUrl),
};
