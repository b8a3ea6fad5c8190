import type { ServiceEntry } from '../../contracts/services/services-file.ts';
import { keepOwnKey } from '../../core/paths/keep-own-key.ts';
import { applyServices, releaseServices } from '../runtime/apply-services.ts';
import type { Runtime } from '../runtime/runtime.ts';

export interface DeployDeps
  extends Pick<Runtime, 'store' | 'queue' | 'keys' | 'settleMs' | 'clock' | 'log' | 'hash'> {
  readonly secrets: () => Promise<{ readonly adminKey: string; readonly canaryKey: string }>;
  /** The services file as it was at deployment; undefined where there was none. */
  readonly services: readonly ServiceEntry[] | undefined;
  readonly pause: (ms: number) => Promise<unknown>;
}

/** The rights of a role that was made a moment ago take up to a minute to hold everywhere: 9 pauses are 135 s. */
const MOST_TRIES = 10;
const PAUSE_MS = 15_000;

/** What somebody puts into Secrets Manager by hand is a key that a header can bear, and long enough. */
const KEY = /^[!-~]{16,}$/;

/** What a deployment brings: our own keys as rows of the table, and the services file. Rejects where it cannot. */
export function createDeployHandler(deps: DeployDeps): () => Promise<void> {
  return async () => {
    for (let left = MOST_TRIES; ; left--) {
      try {
        return await settle(deps);
      } catch (error) {
        if (left <= 1 || error instanceof UnfitKey) throw error;
        deps.log.warn({ err: error }, 'What the deployment brings could not be written yet');
      }
      await deps.pause(PAUSE_MS);
    }
  };
}

/** A secret holds no usable key. The earlier one still holds. */
class UnfitKey extends Error {
  override readonly name = 'UnfitKey';
}

function checked(key: string, what: string): string {
  if (KEY.test(key)) return key;
  throw new UnfitKey(
    `${what} must have at least 16 characters: letters, digits and signs of ASCII, without spaces`,
  );
}

async function settle(deps: DeployDeps): Promise<void> {
  const { store, clock, hash, log, services } = deps;
  const secrets = await deps.secrets();
  const adminKey = checked(secrets.adminKey, 'The admin key');
  const canaryKey = checked(secrets.canaryKey, "The canary's key");
  const at = clock.now();
  await keepOwnKey(store, { role: 'admin', name: 'Admin key', hash: hash(adminKey) }, at);
  await keepOwnKey(store, { role: 'canary', name: 'Canary', hash: hash(canaryKey) }, at);
  if (services) log.info(await applyServices(deps, services, at), 'Services file applied');
  else log.info({ released: await releaseServices(deps, at) }, "Without a services file, all are the API's");
}
