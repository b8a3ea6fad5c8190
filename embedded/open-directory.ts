import { newKey } from '../adapters/system/keys.ts';
import { createSecretBox } from '../adapters/system/secret-box.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { Log } from '../core/ports/log.ts';
import type { SecretBox } from '../core/ports/secret-box.ts';
import type { Store } from '../core/ports/store.ts';
import { ManagedChannels } from '../lambdas/runtime/managed-channels.ts';
import { channelsFrom } from './channels.ts';
import { keptSecret } from './kept-secret.ts';
import { ownChannels } from './own-channels.ts';
import type { Settings } from './settings.ts';

export interface DirectoryOptions {
  readonly store: Store;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  readonly publicUrl: string;
}

/** What seals the secrets of channels here: a key of their own, kept in the data folder. */
export const openSecretBox = ({ dataDir }: Pick<Settings, 'dataDir'>): SecretBox =>
  createSecretBox(keptSecret(undefined, dataDir, 'channel-key', newKey).value);
