import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { within } from '../../adapters/outgoing/aws-client.ts';
import { failureName } from '../../adapters/outgoing/failure-name.ts';
import { type Channel, ChannelRefused } from '../../core/ports/channel.ts';
import type { Log } from '../../core/ports/log.ts';
import { clientOptions } from './client-options.ts';
import type { Environment } from './environment.ts';

export interface SecretChannelOptions {
  readonly env: Environment;
  readonly id: string;
  /** The name of the parameter that holds the URL. */
  readonly parameter: string;
  readonly create: (url: string) => Channel;
  readonly log: Log;
}

/**
 * A channel whose URL is a secret in a parameter. It is read when it is first needed, and again after a refusal: it may
 * have been corrected meanwhile. Where it cannot be read or used, the message is refused, to be tried again.
 */
export function secretChannel(options: SecretChannelOptions): Channel {
  const { id, parameter, log } = options;
  let open: Channel | undefined;
  const opened = async (): Promise<Channel> => {
    try {
      return options.create(await secretIn(options));
    } catch (error) {
      // Words about a URL could bear its secret.
      log.error({ channel: id, parameter, error: failureName(error) }, 'A channel cannot be used');
      throw new ChannelRefused(`The parameter ${parameter} cannot be read, or holds no usable URL`);
    }
  };
  return {
    id,
    async send(message) {
      const channel = open ?? (await opened());
      open = channel;
      try {
        return await channel.send(message);
      } catch (error) {
        open = undefined;
        throw error;
      }
    },
  };
}

async function secretIn({ env, parameter }: SecretChannelOptions): Promise<string> {
  const client = new SSMClient(clientOptions(env, 'SSM'));
  const command = new GetParameterCommand({ Name: parameter, WithDecryption: true });
  return (await client.send(command, within())).Parameter?.Value?.trim() ?? '';
}
