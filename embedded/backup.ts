// `npm run backup -- <folder>`: a backup of the data folder, while the server runs or not.
import { backUpFolder } from './back-up-folder.ts';
import { type BackupSettings, readBackupSettings } from './backup-settings.ts';
import { settingsOrExit } from './settings-or-exit.ts';

function backUp({ DATA_DIR, STORE }: BackupSettings, target: string | undefined): void {
  if (STORE === 'dynamodb') {
    throw new Error('With STORE=dynamodb back up the table, and copy the keys that are files of DATA_DIR.');
  }
  if (!target) throw new Error('Name the folder to write: npm run backup -- backups/2026-01-15');
  const secrets = backUpFolder(DATA_DIR, target);
  console.log(`Backed up ${DATA_DIR} to ${target}: the database, ${secrets.join(', ')}`);
}

const settings = settingsOrExit(readBackupSettings);
try {
  backUp(settings, process.argv[2]);
} catch (error) {
  console.error(`No backup was made: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
