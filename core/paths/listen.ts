import { deaf, type Hearing, heard, openGap } from '../monitor/hearing.ts';
import type { Canary } from '../ports/canary.ts';
import type { Clock } from '../ports/clock.ts';
import type { HearingStore } from '../ports/hearing-store.ts';
import type { Log } from '../ports/log.ts';
import type { Operators } from '../ports/operators.ts';

export interface ListenDeps {
  readonly store: HearingStore;
  readonly canary: Canary;
  readonly clock: Clock;
  readonly operators: Operators;
  readonly log: Log;
}

async function rewriteHearing(store: HearingStore, change: (hearing: Hearing) => Hearing): Promise<Hearing> {
  for (;;) {
    const { hearing, version } = await store.readHearing();
    const next = change(hearing);
    if (next === hearing || (await store.writeHearing(next, version))) return next;
  }
}

/**
 * A canary arrived at `at` on the path that beats take: we can hear, and an open gap ends. A pause of more than
 * `longestPauseMs` since the last one counts as a gap.
 */
export async function hearCanary(store: HearingStore, at: number, longestPauseMs?: number): Promise<void> {
  await rewriteHearing(store, (hearing) => heard(hearing, at, longestPauseMs));
}

/** We know of ourselves that we cannot have heard anything up to `at` (a restart, a suspended machine). */
export async function admitGap(store: HearingStore, at: number): Promise<Hearing> {
  return rewriteHearing(store, (hearing) => (hearing.heardAt === undefined ? hearing : deaf(hearing, at)));
}

/**
 * Sends a canary through the public address. The first one that is not heard opens a gap and tells the
 * operators once; the next one heard ends it.
 * @returns whether it was heard.
 */
export async function listen(deps: ListenDeps): Promise<boolean> {
  try {
    await deps.canary.sing();
    return true;
  } catch (error) {
    deps.log.warn({ err: error }, 'Our own heartbeat was not heard');
  }
  let isNew = false;
  await rewriteHearing(deps.store, (hearing) => {
    isNew = openGap(hearing) === undefined;
    return deaf(hearing, deps.clock.now());
  });
  if (!isNew) return false;
  await deps.operators.tell({
    subject: 'Heartbeat Central cannot hear',
    text:
      'Our own heartbeat through the public address failed, so other heartbeats may be lost too. ' +
      'Silence is not judged until we can hear again; look at the ingest side (address, certificate, disk).',
  });
  return false;
}
