import {
  deaf,
  type Gap,
  type Hearing,
  heard,
  newlyClosed,
  openGap,
  withOperatorsTold,
} from '../monitor/hearing.ts';
import type { Canary } from '../ports/canary.ts';
import type { Clock } from '../ports/clock.ts';
import type { HearingStore } from '../ports/hearing-store.ts';
import type { Log } from '../ports/log.ts';
import type { Notice, Operators } from '../ports/operators.ts';

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

const CANNOT_HEAR: Notice = {
  kind: 'hearing',
  subject: 'Heartbeat Central cannot hear',
  text:
    'Our own heartbeat through the public address failed, so other heartbeats may be lost too. ' +
    'Silence is not judged until we can hear again; look at the ingest side (address, certificate, disk).',
};

/** What the operators were told of by this process: the gap that began then, or one that could not be written. */
type ToldOf = number | 'unwritten' | undefined;

/**
 * What sends a canary through the public address. The first one that is not heard opens a gap and tells the
 * operators; the next one heard ends it. That they were told is written after they were, so that it is never lost;
 * where the gap cannot be written, since what keeps us from hearing may be the disk itself, each process remembers it
 * for itself.
 * @returns a function that says whether a canary was heard, and never rejects because it was not.
 */
export function createListener(deps: ListenDeps): () => Promise<boolean> {
  let toldOf: ToldOf;
  const tellOf = async (gap: Gap | undefined): Promise<boolean> => {
    toldOf = gap?.from ?? 'unwritten';
    const isTaken = await deps.operators.tell(CANNOT_HEAR);
    if (!isTaken) toldOf = undefined;
    return isTaken;
  };
  return async () => {
    try {
      await deps.canary.sing();
      toldOf = undefined;
      return true;
    } catch (error) {
      deps.log.warn({ err: error }, 'Our own heartbeat was not heard');
    }
    const opened = await openGapNow(deps);
    if (opened === 'unwritten') {
      if (toldOf === undefined) await tellOf(undefined);
      return false;
    }
    const isNews = opened !== undefined && !opened.told && toldOf !== opened.from;
    if (isNews && (toldOf === 'unwritten' || (await tellOf(opened)))) {
      toldOf = opened.from;
      await markTold(deps);
    }
    return false;
  };
}

/** Opens a gap where none is open. @returns the open one; undefined where news of an earlier moment came too late. */
async function openGapNow({ store, clock, log }: ListenDeps): Promise<Gap | 'unwritten' | undefined> {
  try {
    return openGap(await rewriteHearing(store, (hearing) => deaf(hearing, clock.now())));
  } catch (error) {
    log.error({ err: error }, 'That we cannot hear could not be written');
    return 'unwritten';
  }
}

/** Where this fails they are told again, which is better than never. */
async function markTold({ store, log }: ListenDeps): Promise<void> {
  try {
    await rewriteHearing(store, withOperatorsTold);
  } catch (error) {
    log.error({ err: error }, 'That the operators were told could not be written');
  }
}
