import { openSqliteStore, type SqliteOptions } from '../adapters/sqlite/sqlite-store.ts';
import type { HomeStore } from './home-store.ts';
import type { Settings } from './settings.ts';

/** Opens the store that the settings name. Rejects with a plain sentence where it cannot be used. */
export async function openStore(
  settings: Settings,
  options: Omit<SqliteOptions, 'directory'>,
): Promise<HomeStore> {
  if (!settings.dynamodb) return openSqliteStore({ directory: settings.dataDir, ...options });
  // Only who asks for it loads the SDK: it takes longer than all the rest.
  const { openDynamoHome } = await import('./dynamo-home.ts');
  return openDynamoHome(settings.dynamodb, options.clock);
}
