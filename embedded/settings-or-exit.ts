import { existsSync } from 'node:fs';

type Environment = Readonly<Record<string, string | undefined>>;

/** What `read` takes from the environment and `.env` in this folder; ends the process with the sentence of what does not fit. */
export function settingsOrExit<Settings>(read: (environment: Environment) => Settings): Settings {
  try {
    if (existsSync('.env')) process.loadEnvFile('.env');
    return read(process.env);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
