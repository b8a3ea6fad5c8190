import { parseServicesFile } from '../contracts/services/services-file.ts';
import type { Log } from '../core/ports/log.ts';
import { applyServices, releaseServices } from '../lambdas/runtime/apply-services.ts';
import type { Runtime } from '../lambdas/runtime/runtime.ts';
import { readIfThere } from './read-if-there.ts';

export interface ServicesLoaded {
  /** False where the file is not there: then the API alone says which services exist. */
  readonly found: boolean;
  /** The ids that the file names. */
  readonly ids: readonly string[];
}

/**
 * Makes the services file true at start. Without the file, the services that stood in it are the API's.
 * @throws ServicesFileError, StoreUnavailable
 */
export async function loadServicesFile(file: string, runtime: Runtime, log: Log): Promise<ServicesLoaded> {
  const now = runtime.clock.now();
  const text = readIfThere(file);
  if (text === undefined) {
    const released = await releaseServices(runtime, now);
    if (released.length > 0)
      log.warn({ released }, "There is no services file: its services are the API's now");
    return { found: false, ids: [] };
  }
  const entries = parseServicesFile(text, { env: process.env, hash: runtime.hash });
  const applied = await applyServices(runtime, entries, now);
  if (Object.values(applied).some((ids) => ids.length > 0)) log.info(applied, 'Services file applied');
  return { found: true, ids: entries.map(({ serviceId }) => serviceId) };
}
