import { openSecrets } from '../core/alerts/sealed-secrets.ts';
import type { ChannelStore } from '../core/ports/channel-store.ts';
import type { Log } from '../core/ports/log.ts';
import type { SecretBox } from '../core/ports/secret-box.ts';

/** Says at the start which channels cannot send: the file with their key was lost or exchanged. */
export async function checkChannelSecrets(
  store: Pick<ChannelStore, 'listChannels'>,
  secrets: Pick<SecretBox, 'open'>,
  log: Log,
): Promise<void> {
  const closed: string[] = [];
  for (const { id, sealed } of await store.listChannels()) {
    await openSecrets(secrets, id, sealed).catch(() => closed.push(id));
  }
  if (closed.length > 0) {
    log.error({ channels: closed }, 'The secrets of channels do not open with the channel-key of DATA_DIR');
  }
}
