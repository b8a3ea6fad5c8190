import * as z from 'zod';
import { DATA_VARIABLES } from './data-variables.ts';
import { presentIn } from './present-in.ts';
import { SettingsError } from './settings-error.ts';

const Environment = z.object(DATA_VARIABLES);

/** What a backup must know. */
export type BackupSettings = z.infer<typeof Environment>;

/**
 * Of the server's settings only where its data is: secrets that other settings need may be out of a backup's reach.
 * @throws SettingsError
 */
export function readBackupSettings(
  environment: Readonly<Record<string, string | undefined>>,
): BackupSettings {
  const { data, error } = Environment.safeParse(presentIn(environment));
  if (error) throw new SettingsError(error.issues.map(({ path, message }) => `${path.join('.')} ${message}`));
  return data;
}
