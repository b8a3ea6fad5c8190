import { deaf, type Hearing, heard, newlyClosed, withOperatorsTold } from '../monitor/hearing.ts';
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
    if (next === hearing) return next;
    // Before it counts as over: the row keeps the last ones only, and a crash in between must not lose it for uptime.
    for (const gap of newlyClosed(hearing, next)) await store.keepGap(gap);
    if (await store.writeHearing(next, version)) return next;
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
 * What sends a canary through the public address. The first one that is not heard opens a gap and tells the
 * operators once; the next one heard ends it. They are told also where the gap cannot be written, since what
 * keeps us from hearing may be the disk itself: then each process remembers for itself that it told them.
 * @returns a function that says whether a canary was heard, and never rejects because it was not.
 */
export function createListener(deps: ListenDeps): () => Promise<boolean> {
  let told = false;
  return async () => {
    try {
      await deps.canary.sing();
      told = false;
      return true;
    } catch (error) {
      deps.log.warn({ err: error }, 'Our own heartbeat was not heard');
    }
    if (!(await isNews(deps)) || told) return false;
    told = true;
    await deps.operators.tell({
      kind: 'hearing',
      subject: 'Heartbeat Central cannot hear',
      text:
        'Our own heartbeat through the public address failed, so other heartbeats may be lost too. ' +
        'Silence is not judged until we can hear again; look at the ingest side (address, certificate, disk).',
    });
    return false;
  };
}

/** Opens a gap where none is open. @returns whether the operators have still to be told of it. */
async function isNews({ store, clock, log }: ListenDeps): Promise<boolean> {
  let isNew = false;
  try {
    await rewriteHearing(store, (hearing) => {
      const without = deaf(hearing, clock.now());
      const told = withOperatorsTold(without);
      isNew = told !== without;
      return told;
    });
    return isNew;
  } catch (error) {
    log.error({ err: error }, 'That we cannot hear could not be written');
    return true;
  }
}
