import { openSecrets } from '../../core/alerts/sealed-secrets.ts';
import type { WorldSettings } from '../support/http-world.ts';
import { SEALED_BY_BASE64 } from '../support/sealed-by-base64.ts';
import { manageWorld } from './manage-world.ts';

export const iso = (at: number) => new Date(at).toISOString();

export interface Shown {
  readonly id: string;
  readonly source: string;
  readonly enabled: boolean;
  readonly default: boolean;
  readonly config: Readonly<Record<string, unknown>>;
  readonly secrets: readonly string[];
}

const DISCORD = {
  name: 'Mine',
  type: 'discord',
  config: { webhook_url: 'https://discord.com/api/webhooks/hush' },
};

/** A world in which channels are added: to Discord unless the test says otherwise. */
export async function channelWorld(settings: WorldSettings = {}) {
  const w = await manageWorld(settings);
  const post = (more: object) => w.send('POST', '/api/channels', { ...DISCORD, ...more });
  const add = async (more: object) => {
    const { status, body } = await post(more);
    if (status !== 201) throw new Error(`Not added: ${JSON.stringify(body)}`);
    return body as unknown as Shown;
  };
  /** What is sealed of a channel. */
  const secretsOf = async (id: string) =>
    openSecrets(SEALED_BY_BASE64, id, (await w.store.channel(id))?.sealed);
  return { ...w, post, add, secretsOf };
}
