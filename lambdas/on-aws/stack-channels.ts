import type { KnownChannel } from '../../core/ports/channel-directory.ts';
import type { Environment } from './environment.ts';

type Looks = Pick<KnownChannel, 'id' | 'name' | 'type' | 'leadsTo'>;

/** The channels of the stack as people and routing see them: each hears every monitor that names no channel. */
export function stackChannels(env: Environment): readonly KnownChannel[] {
  const { SLACK_WEBHOOK_PARAMETER: slack, WEBHOOK_PARAMETER: webhook } = env;
  const looks: Looks[] = [
    { id: 'email', name: 'E-mail', type: 'email', leadsTo: 'the subscribers of the topic for operators' },
  ];
  if (slack) looks.push({ id: 'slack', name: 'Slack', type: 'slack', leadsTo: `parameter ${slack}` });
  if (webhook)
    looks.push({ id: 'webhook', name: 'Webhook', type: 'webhook', leadsTo: `parameter ${webhook}` });
  // Whom the topic mails only SNS knows, so `mailsTo` says nothing: an owner is mailed whether or not it does.
  return looks.map((look) => ({ ...look, wants: {}, isDefault: false, enabled: true, source: 'settings' }));
}
