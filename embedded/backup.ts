// `npm run backup -- <folder>`: a backup of the data folder, while the server runs or not.
import { backUpFolder } from './back-up-folder.ts';
import type { Settings } from './settings.ts';
import { settingsOrExit } from './settings-or-exit.ts';

function backUp({ dataDir, dynamodb }: Settings, target: string | undefined): void {
  if (dynamodb) {
    throw new Error('With STORE=dynamodb back up the table, and copy the keys that are files of DATA_DIR.');
  }
  if (!target) throw new Error('Name the folder to write: npm run backup -- backups/2026-01-15');
  const secrets = backUpFolder(dataDir, target);
  console.log(`Backed up ${dataDir} to ${target}: the database, ${secrets.join(', ')}`);
}

const settings = settingsOrExit();
try {
  backUp(settings, process.argv[2]);
} catch (error) {
  console.error(`No backup was made: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
