import { newKey } from '../adapters/system/keys.ts';
import { createSecretBox } from '../adapters/system/secret-box.ts';
import type { SecretBox } from '../core/ports/secret-box.ts';
import { keptSecret } from './kept-secret.ts';
import type { Settings } from './settings.ts';

/** What seals the secrets of channels here: a key of their own, kept in the data folder. */
export const channelSecrets = ({ dataDir }: Pick<Settings, 'dataDir'>): SecretBox =>
  createSecretBox(keptSecret(undefined, dataDir, 'channel-key', newKey).value);
