import type { Outgoing } from '../../adapters/outgoing/outgoing.ts';
import { createSlackChannel } from '../../adapters/slack/slack-channel.ts';
import { createOperatorsTopicChannel } from '../../adapters/sns/operators-topic-channel.ts';
import { createSnsClient } from '../../adapters/sns/sns-client.ts';
import { createWebhookChannel } from '../../adapters/webhook/webhook-channel.ts';
import type { Channel } from '../../core/ports/channel.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import { clientOptions } from './client-options.ts';
import { type Environment, required } from './environment.ts';
import { secretChannel } from './secret-channel.ts';

interface UrlChannel {
  readonly id: string;
  /** The variable that names the parameter with its URL. */
  readonly variable: string;
  readonly create: (options: { url: string; publicUrl: string; outgoing: Outgoing; clock: Clock }) => Channel;
}

const URL_CHANNELS: readonly UrlChannel[] = [
  { id: 'slack', variable: 'SLACK_WEBHOOK_PARAMETER', create: createSlackChannel },
  { id: 'webhook', variable: 'WEBHOOK_PARAMETER', create: createWebhookChannel },
];

export interface OpenChannelsOptions {
  readonly outgoing: Outgoing;
  readonly clock: Clock;
  readonly log: Log;
}

/** The channels of the stack, by id: e-mail through the operators topic, and those for which a parameter is named. */
export function openChannels(
  env: Environment,
  { outgoing, clock, log }: OpenChannelsOptions,
): ReadonlyMap<string, Channel> {
  const publicUrl = required(env, 'PUBLIC_URL');
  const email = createOperatorsTopicChannel({
    client: createSnsClient(clientOptions(env, 'SNS')),
    topicArn: required(env, 'OPERATORS_TOPIC_ARN'),
    publicUrl,
    processes: Number(env.NOTIFY_CONCURRENCY) || undefined,
  });
  const others = URL_CHANNELS.flatMap(({ id, variable, create }) => {
    const parameter = env[variable];
    if (!parameter) return [];
    const open = (url: string): Channel => create({ url, publicUrl, outgoing, clock });
    return [secretChannel({ env, id, parameter, create: open, log })];
  });
  return new Map([email, ...others].map((channel) => [channel.id, channel]));
}
