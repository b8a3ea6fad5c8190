import { applySignal } from '../monitor/apply-signal.ts';
import { armed } from '../monitor/arm.ts';
import { accepts, type Credential } from '../monitor/credential.ts';
import { createMonitor, reconfigure } from '../monitor/lifecycle.ts';
import type { Monitor, MonitorConfig } from '../monitor/monitor.ts';
import { type MonitorRef, subjectOf } from '../monitor/ref.ts';
import type { Signal } from '../monitor/signal.ts';
import { StoreUnavailable } from '../ports/monitor-store.ts';
import { keepWaitingTransition } from './keep-waiting-transition.ts';
import { heardGuard, type RecordDeps, recordOf } from './record-heartbeats.ts';
import { sendTicketIfNear } from './tickets.ts';

/** A monitor that makes itself known. Both functions get its present state; undefined where its life begins. */
export interface Registration {
  readonly ref: MonitorRef;
  readonly credential: Credential;
  readonly config: (present: Monitor | undefined) => MonitorConfig;
  /** What registering says of its state: it counts as a sign of life. */
  readonly signal: (present: Monitor | undefined) => Signal;
}

const MOST_TRIES = 5;

/**
 * Registers a monitor that was received at `at`, or again: configuration and sign of life in one write, so that
 * none is registered without being watched. A new life asks for the key of its registration.
 * @returns the monitor as written, or `refused` where its life asks for another key.
 * @throws StoreUnavailable
 */
export async function registerAlive(
  deps: RecordDeps,
  registration: Registration,
  at: number,
): Promise<Monitor | 'refused'> {
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const present = await deps.store.read(registration.ref);
    const living = present && present.status !== 'closed';
    if (living && !accepts(present, registration.credential)) return 'refused';
    const monitor = living
      ? await renew(deps, registration, present, at)
      : await begin(deps, registration, present, at);
    if (monitor) return monitor;
  }
  throw new StoreUnavailable(`${subjectOf(registration.ref)} changed too often to be registered`);
}

async function begin(
  deps: RecordDeps,
  { ref, credential, config, signal }: Registration,
  earlier: Monitor | undefined,
  at: number,
): Promise<Monitor | undefined> {
  const created = createMonitor(ref, config(undefined), credential.keyId, at, earlier);
  const said = signal(undefined);
  const applied = applySignal(created, said, at);
  const monitor = armed(created, applied.monitor, at);
  if (earlier) await keepWaitingTransition(deps.store, earlier, monitor);
  if (!(await deps.store.create(monitor, earlier))) return undefined;
  await sendTicketIfNear(deps.queue, undefined, monitor, at, deps.settleMs);
  await deps.store.appendBeat(ref, recordOf(said, at, applied.run));
  return monitor;
}

async function renew(
  deps: RecordDeps,
  { credential, config, signal }: Registration,
  present: Monitor,
  at: number,
): Promise<Monitor | undefined> {
  // What people announced belongs to nobody until it registers.
  const keyId = present.keyId ?? credential.keyId;
  const configured = reconfigure(present, config(present), keyId, at);
  const said = signal(present);
  const applied = applySignal(configured, said, at);
  const after = armed(present, applied.monitor, at);
  // Where it was heard later already, its configuration alone is written.
  const guard = applied.monitor === configured ? undefined : heardGuard(present, at);
  await keepWaitingTransition(deps.store, present, after);
  if (!(await deps.store.change(present, after, guard, recordOf(said, at, applied.run)))) return undefined;
  await sendTicketIfNear(deps.queue, present, after, at, deps.settleMs);
  return after;
}
