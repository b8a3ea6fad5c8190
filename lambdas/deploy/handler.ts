import type { ServiceEntry } from '../../contracts/services/services-file.ts';
import { keepOwnKey } from '../../core/paths/keep-own-key.ts';
import { applyServices, releaseServices } from '../runtime/apply-services.ts';
import type { Runtime } from '../runtime/runtime.ts';

export interface DeployDeps
  extends Pick<Runtime, 'store' | 'queue' | 'keys' | 'settleMs' | 'clock' | 'log' | 'hash'> {
  readonly secrets: () => Promise<{ readonly adminKey: string; readonly canaryKey: string }>;
  /** The services file as it was at deployment; undefined where there was none. */
  readonly services: readonly ServiceEntry[] | undefined;
}

/** What a deployment brings: our own keys as rows of the table, and the services file. */
export function createDeployHandler(deps: DeployDeps): () => Promise<void> {
  return async () => {
    const { store, clock, hash, log, services } = deps;
    const { adminKey, canaryKey } = await deps.secrets();
    const at = clock.now();
    await keepOwnKey(store, { role: 'admin', name: 'Admin key', hash: hash(adminKey) }, at);
    await keepOwnKey(store, { role: 'canary', name: 'Canary', hash: hash(canaryKey) }, at);
    if (services) log.info(await applyServices(deps, services, at), 'Services file applied');
    else
      log.info({ released: await releaseServices(deps, at) }, "Without a services file, all are the API's");
  };
}
