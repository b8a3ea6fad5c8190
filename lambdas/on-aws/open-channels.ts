import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { createOutgoing, type Outgoing } from '../../adapters/outgoing/outgoing.ts';
import { createSlackChannel } from '../../adapters/slack/slack-channel.ts';
import { createOperatorsTopicChannel } from '../../adapters/sns/operators-topic-channel.ts';
import { createSnsClient } from '../../adapters/sns/sns-client.ts';
import { createWebhookChannel } from '../../adapters/webhook/webhook-channel.ts';
import { type Channel, ChannelRefused } from '../../core/ports/channel.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import { clientOptions } from './client-options.ts';
import { type Environment, required } from './environment.ts';

/** Makes a channel of the secret that a parameter holds. */
interface SecretChannel {
  readonly id: string;
  /** The variable that names the parameter. */
  readonly variable: string;
  readonly create: (options: { url: string; publicUrl: string; outgoing: Outgoing; clock: Clock }) => Channel;
}

const SECRET_CHANNELS: readonly SecretChannel[] = [
  { id: 'slack', variable: 'SLACK_WEBHOOK_PARAMETER', create: createSlackChannel },
  { id: 'webhook', variable: 'WEBHOOK_PARAMETER', create: createWebhookChannel },
];

/**
 * The channels of the stack, by id: e-mail through the operators topic always, the others as far as parameters are
 * named for them. One whose parameter is missing or wrong refuses each message and says why: it holds up no other.
 */
export async function openChannels(
  env: Environment,
  clock: Clock,
  log: Log,
): Promise<ReadonlyMap<string, Channel>> {
  const publicUrl = required(env, 'PUBLIC_URL');
  const outgoing = createOutgoing({ allowPrivateTargets: false });
  const email = createOperatorsTopicChannel({
    client: createSnsClient(clientOptions(env, 'SNS')),
    topicArn: required(env, 'OPERATORS_TOPIC_ARN'),
    publicUrl,
  });
  const others = SECRET_CHANNELS.map(async ({ id, variable, create }) => {
    const name = env[variable];
    if (!name) return [];
    try {
      return [create({ url: await parameter(env, name), publicUrl, outgoing, clock })];
    } catch (error) {
      log.error({ err: error, parameter: name }, `The channel ${id} cannot be used`);
      return [unusable(id, `The parameter ${name} cannot be read, or holds no usable URL`)];
    }
  });
  const channels = [email, ...(await Promise.all(others)).flat()];
  return new Map(channels.map((channel) => [channel.id, channel]));
}

async function parameter(env: Environment, name: string): Promise<string> {
  const client = new SSMClient(clientOptions(env, 'SSM'));
  const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
  return Parameter?.Value?.trim() ?? '';
}

const unusable = (id: string, reason: string): Channel => ({
  id,
  send: async () => {
    throw new ChannelRefused(reason);
  },
});
