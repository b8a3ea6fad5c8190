import { parseServicesFile } from '../contracts/services/services-file.ts';
import type { Log } from '../core/ports/log.ts';
import { applyServices } from '../lambdas/runtime/apply-services.ts';
import type { Services } from '../lambdas/runtime/services.ts';
import { readIfThere } from './read-if-there.ts';

export interface ServicesLoaded {
  /** False where the file is not there: then the API alone says which services exist. */
  readonly found: boolean;
  /** The ids that the file names. */
  readonly ids: readonly string[];
}

/**
 * Makes the services file true at start. Without the file nothing changes.
 * @throws ServicesFileError, StoreUnavailable
 */
export async function loadServicesFile(file: string, services: Services, log: Log): Promise<ServicesLoaded> {
  const text = readIfThere(file);
  if (text === undefined) return { found: false, ids: [] };
  const entries = parseServicesFile(text, { env: process.env, hash: services.hash });
  const applied = await applyServices(services, entries, services.clock.now());
  if (Object.values(applied).some((ids) => ids.length > 0)) log.info(applied, 'Services file applied');
  return { found: true, ids: entries.map(({ serviceId }) => serviceId) };
}
