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
  /** Those of them that ask for no key. */
  readonly open: readonly string[];
}

/**
 * Makes the services file true at start. Without the file nothing is done yet: see releaseOrphans.
 * @throws ServicesFileError, StoreUnavailable
 */
export async function loadServicesFile(file: string, runtime: Runtime, log: Log): Promise<ServicesLoaded> {
  const text = readIfThere(file);
  if (text === undefined) return { found: false, ids: [], open: [] };
  const entries = parseServicesFile(text, { env: process.env, hash: runtime.hash });
  const applied = await applyServices(runtime, entries, runtime.clock.now());
  if (Object.values(applied).some((ids) => ids.length > 0)) log.info(applied, 'Services file applied');
  const idsOf = (some: typeof entries): string[] => some.map(({ serviceId }) => serviceId);
  return { found: true, ids: idsOf(entries), open: idsOf(entries.filter(({ keyHash }) => !keyHash)) };
}

/**
 * Without the file, the services that stood in it are the API's. Reads the fleet, which takes a second or two for
 * 100,000 services: not while anybody waits for the start. Never rejects; the next start tries again.
 */
export async function releaseOrphans(runtime: Runtime): Promise<void> {
  const { log, clock } = runtime;
  try {
    const released = await releaseServices(runtime, clock.now());
    if (released.length > 0)
      log.warn({ released }, "There is no services file: its services are the API's now");
  } catch (error) {
    log.error({ err: error }, 'The services of a missing services file could not be handed to the API');
  }
}
