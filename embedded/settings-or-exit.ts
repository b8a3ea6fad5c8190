import { existsSync } from 'node:fs';
import { readSettings, type Settings } from './settings.ts';

/** The settings of the environment and of `.env` in this folder; ends the process with the sentence of what does not fit. */
export function settingsOrExit(): Settings {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    return readSettings(process.env);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
