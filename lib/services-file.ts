import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hashKey } from '../adapters/system/keys.ts';
import { parseServicesFile, type ServiceEntry } from '../contracts/services/services-file.ts';
import { OptionsError } from './context.ts';

export { ServicesFileError } from '../contracts/services/services-file.ts';

const DEFAULT_FILE = fileURLToPath(new URL('../services.json', import.meta.url));

/**
 * The services to deploy, with hashes in place of their keys: what this returns may be written to disk.
 * @param file undefined: services.json, if it is there
 * @returns undefined where there is no file: then the API alone says which services exist.
 * @throws OptionsError, ServicesFileError
 */
export function readServices(
  file: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): readonly ServiceEntry[] | undefined {
  if (file === undefined && !existsSync(DEFAULT_FILE)) return undefined;
  return parseServicesFile(textOf(file ?? DEFAULT_FILE), { env, hash: hashKey });
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new OptionsError(['servicesFile names a file that cannot be read: -c servicesFile=services.json']);
  }
}
