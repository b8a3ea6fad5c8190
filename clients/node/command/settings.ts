import { readFileSync } from 'node:fs';
import { HeartbeatCentral, type Options } from '../src/heartbeat-central.ts';
import { httpFetch } from './http-fetch.ts';
import { type Given, UsageError } from './usage.ts';

export interface Settings {
  readonly url: string;
  readonly key: string | undefined;
}

/** The address and the key, from flags and the environment. @throws UsageError that says what to set */
export function settingsOf({ flags }: Given): Settings {
  const url = flags.url ?? process.env.HEARTBEAT_URL;
  if (!url) {
    throw new UsageError(
      'where is Heartbeat Central? Set HEARTBEAT_URL: export HEARTBEAT_URL=http://127.0.0.1:3000',
    );
  }
  if (!/^https?:\/\/[^/\s]+/i.test(String(url))) {
    throw new UsageError(`${url} is no address: it should begin with https:// or http://`);
  }
  const file = flags['key-file'] ?? process.env.HEARTBEAT_KEY_FILE;
  return {
    url: String(url).replace(/\/+$/, ''),
    key: file ? keyIn(String(file)) : process.env.HEARTBEAT_KEY || undefined,
  };
}

function keyIn(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new UsageError(`the key file cannot be read: ${(error as Error).message}`);
  }
}

export const clientOf = (settings: Settings, options: Options = {}): HeartbeatCentral =>
  new HeartbeatCentral({ fetch: httpFetch, ...settings, ...options });
