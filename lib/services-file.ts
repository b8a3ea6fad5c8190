import { readFileSync } from 'node:fs';
import { hashKey } from '../adapters/system/keys.ts';
import {
  parseServicesFile,
  type ServiceEntry,
  ServicesFileError,
} from '../contracts/services/services-file.ts';
import { OptionsError } from './context.ts';

export { ServicesFileError } from '../contracts/services/services-file.ts';

const WITHOUT =
  'Without -c servicesFile no file is read, which is enough for bootstrap and destroy; a deploy without it hands the services of an earlier file to the API.';

/**
 * The services to deploy, with hashes in place of their keys: what this returns may be written to disk.
 * @returns undefined where no file is named: then the API alone says which services exist. The one that comes with this
 * repository is for trying things out, and must be named as any other.
 * @throws OptionsError, ServicesFileError
 */
export function readServices(
  file: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): readonly ServiceEntry[] | undefined {
  if (file === undefined) return undefined;
  try {
    return parseServicesFile(textOf(file), { env, hash: hashKey });
  } catch (error) {
    throw error instanceof ServicesFileError ? new ServicesFileError(`${error.message}\n${WITHOUT}`) : error;
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new OptionsError(['servicesFile names a file that cannot be read: -c servicesFile=services.json']);
  }
}
