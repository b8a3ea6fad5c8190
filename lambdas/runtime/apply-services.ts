import { isDeepStrictEqual } from 'node:util';
import type { ServiceEntry } from '../../contracts/services/services-file.ts';
import { pause, reconfigure, resume } from '../../core/monitor/lifecycle.ts';
import type { Monitor, MonitorConfig } from '../../core/monitor/monitor.ts';
import { addMonitor, changeMonitor } from '../../core/paths/manage-monitors.ts';
import { readFleet } from '../../core/paths/read-fleet.ts';
import { keepKey, releaseKeys } from './service-keys.ts';
import type { Services } from './services.ts';

type Applying = Pick<Services, 'store' | 'queue' | 'keys' | 'settleMs'>;

/** The ids of the services that the file made a difference to. */
export interface ServicesApplied {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly paused: readonly string[];
  readonly resumed: readonly string[];
}

/** Writes that are under way together share a flush: a file of 100,000 services is applied in seconds. */
const AT_ONCE = 500;

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
  services: Applying,
  entries: readonly ServiceEntry[],
  at: number,
): Promise<ServicesApplied> {
  const views = await readFleet(services.store, ['service'], at);
  const known = new Map(views.map(({ monitor }) => [monitor.id, monitor]));
  const summary: Summary = { added: [], changed: [], paused: [], resumed: [] };
  const oldKeys = new Set<string | undefined>();
  const keyIds = await keepKeys(services, entries, at);
  for (let i = 0; i < entries.length; i += AT_ONCE) {
    const some = entries.slice(i, i + AT_ONCE).map(async (entry) => {
      const before = known.get(entry.serviceId);
      const keyId = keyIds.get(entry.keyHash);
      await applyEntry(services, entry, { before, keyId, at }, summary);
      if (before?.keyId !== keyId) oldKeys.add(before?.keyId);
    });
    await Promise.all(some);
  }
  await pauseMissing(services, known, new Set(entries.map(({ serviceId }) => serviceId)), at, summary);
  await releaseKeys(services, oldKeys);
  return summary;
}

/** The ids of the keys that the entries name, each kept once. */
async function keepKeys(
  services: Applying,
  entries: readonly ServiceEntry[],
  at: number,
): Promise<ReadonlyMap<string | undefined, string>> {
  const ids = new Map<string | undefined, string>();
  for (const { keyHash } of entries) {
    if (keyHash && !ids.has(keyHash)) ids.set(keyHash, await keepKey(services, keyHash, at));
  }
  return ids;
}

interface Present {
  readonly before: Monitor | undefined;
  readonly keyId: string | undefined;
  readonly at: number;
}

async function applyEntry(
  services: Applying,
  { serviceId, config }: ServiceEntry,
  { before, keyId, at }: Present,
  summary: Summary,
): Promise<void> {
  const ref = { kind: 'service', id: serviceId } as const;
  if (!before) {
    await addMonitor(services, ref, config, keyId, at);
    summary.added.push(serviceId);
    return;
  }
  const isBack = hasLeft(before);
  if (isBack) summary.resumed.push(serviceId);
  else if (!isSame(before, config, keyId)) summary.changed.push(serviceId);
  else return;
  const change = (monitor: Monitor): Monitor => {
    const configured = isSame(monitor, config, keyId) ? monitor : reconfigure(monitor, config, keyId, at);
    return isBack ? resume(configured, at) : configured;
  };
  await changeMonitor(services, ref, change, at);
}

async function pauseMissing(
  services: Applying,
  known: ReadonlyMap<string, Monitor>,
  named: ReadonlySet<string>,
  at: number,
  summary: Summary,
): Promise<void> {
  for (const { kind, id, config } of known.values()) {
    if (config.source !== 'file' || named.has(id)) continue;
    const left = (monitor: Monitor): Monitor =>
      pause({ ...monitor, config: { ...monitor.config, source: 'api' } }, at, 'left-file');
    await changeMonitor(services, { kind, id }, left, at);
    summary.paused.push(id);
  }
}

const hasLeft = ({ status, reason }: Monitor): boolean => status === 'paused' && reason === 'left-file';

/** What a store gives back may differ in the order of its members and in members without a value. */
const plain = (config: MonitorConfig): unknown => JSON.parse(JSON.stringify(config));

const isSame = (monitor: Monitor, config: MonitorConfig, keyId: string | undefined): boolean =>
  monitor.keyId === keyId && isDeepStrictEqual(plain(monitor.config), plain(config));
