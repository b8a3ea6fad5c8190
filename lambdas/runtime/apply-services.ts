import type { ServiceEntry } from '../../contracts/services/services-file.ts';
import { pause, reconfigure, resume } from '../../core/monitor/lifecycle.ts';
import type { Monitor, MonitorConfig } from '../../core/monitor/monitor.ts';
import { same } from '../../core/monitor/same.ts';
import { addMonitor, changeMonitor } from '../../core/paths/manage-monitors.ts';
import { livingMonitors } from '../../core/paths/read-fleet.ts';
import { inChunks } from './in-chunks.ts';
import type { Runtime } from './runtime.ts';
import { keepKey } from './service-keys.ts';

type Applying = Pick<Runtime, 'store' | 'queue' | 'keys' | 'settleMs'>;

/** The ids of the services that the file made a difference to. */
export interface ServicesApplied {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly paused: readonly string[];
  readonly resumed: readonly string[];
}

interface Summary {
  added: string[];
  changed: string[];
  paused: string[];
  resumed: string[];
}

/**
 * Makes services.json true: the file decides about the services that it names. One that left the file is paused,
 * not deleted, and from then on the API's; one that came back is the file's and watched again. Idempotent.
 * @throws StoreUnavailable
 */
export async function applyServices(
  runtime: Applying,
  entries: readonly ServiceEntry[],
  at: number,
): Promise<ServicesApplied> {
  const known = await knownServices(runtime);
  const summary: Summary = { added: [], changed: [], paused: [], resumed: [] };
  const keyIds = await keepKeys(runtime, entries, at);
  await inChunks(entries, async (entry) => {
    const before = known.get(entry.serviceId);
    await applyEntry(runtime, entry, { before, keyId: keyIds.get(entry.keyHash), at }, summary);
  });
  const named = new Set(entries.map(({ serviceId }) => serviceId));
  const missing = [...known.values()].filter(({ id, config }) => config.source === 'file' && !named.has(id));
  await inChunks(missing, async (monitor) => {
    await changeMonitor(runtime, monitor, (present) => pause(ofTheApi(present), at, 'left-file'), at);
    summary.paused.push(monitor.id);
  });
  return summary;
}

/**
 * There is no services.json any more: its services are the API's from now on, and watched as before.
 * @returns their ids.
 * @throws StoreUnavailable
 */
export async function releaseServices(runtime: Applying, at: number): Promise<readonly string[]> {
  const known = await knownServices(runtime);
  const released = [...known.values()].filter(({ config }) => config.source === 'file');
  await inChunks(released, async (monitor) => {
    await changeMonitor(runtime, monitor, ofTheApi, at);
  });
  return released.map(({ id }) => id);
}

async function knownServices({ store }: Applying): Promise<ReadonlyMap<string, Monitor>> {
  const known = new Map<string, Monitor>();
  for await (const page of livingMonitors(store, 'service')) {
    for (const monitor of page) known.set(monitor.id, monitor);
  }
  return known;
}

const ofTheApi = (monitor: Monitor): Monitor => ({
  ...monitor,
  config: { ...monitor.config, source: 'api' },
});

/** The ids of the keys that the entries name, each kept once. */
async function keepKeys(
  runtime: Applying,
  entries: readonly ServiceEntry[],
  at: number,
): Promise<ReadonlyMap<string | undefined, string>> {
  const ids = new Map<string | undefined, string>();
  const hashes = new Set(entries.flatMap(({ keyHash }) => keyHash ?? []));
  await inChunks([...hashes], async (hash) => {
    ids.set(hash, await keepKey(runtime, hash, at));
  });
  return ids;
}

interface Present {
  readonly before: Monitor | undefined;
  readonly keyId: string | undefined;
  readonly at: number;
}

async function applyEntry(
  runtime: Applying,
  { serviceId, config }: ServiceEntry,
  { before, keyId, at }: Present,
  summary: Summary,
): Promise<void> {
  const ref = { kind: 'service', id: serviceId } as const;
  if (!before) {
    await addMonitor(runtime, ref, config, keyId, at);
    summary.added.push(serviceId);
    return;
  }
  if (hasLeft(before)) summary.resumed.push(serviceId);
  else if (!isSame(before, config, keyId)) summary.changed.push(serviceId);
  else return;
  const change = (monitor: Monitor): Monitor => {
    const configured = isSame(monitor, config, keyId) ? monitor : reconfigure(monitor, config, keyId, at);
    return hasLeft(monitor) ? resume(configured, at) : configured;
  };
  await changeMonitor(runtime, ref, change, at);
}

const hasLeft = ({ status, reason }: Monitor): boolean => status === 'paused' && reason === 'left-file';

const isSame = (monitor: Monitor, config: MonitorConfig, keyId: string | undefined): boolean =>
  monitor.keyId === keyId && same(monitor.config, config);
