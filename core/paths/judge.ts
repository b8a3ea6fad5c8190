import { type Deadline, deadlineOf } from '../monitor/deadline.ts';
import { type HearingVerdict, trustSilence } from '../monitor/hearing.ts';
import { judgeSilence } from '../monitor/judge-silence.ts';
import type { Monitor } from '../monitor/monitor.ts';
import { hasWaiting } from '../monitor/outbox.ts';
import { livesOnce, subjectOf } from '../monitor/ref.ts';
import type { Clock } from '../ports/clock.ts';
import type { HearingStore } from '../ports/hearing-store.ts';
import type { HistoryStore } from '../ports/history-store.ts';
import type { Due, HeardGuard, MonitorStore } from '../ports/monitor-store.ts';
import type { Operators } from '../ports/operators.ts';
import type { TicketQueue } from '../ports/ticket-queue.ts';
import { type DrainDeps, drain } from './drain.ts';
import { keepWaitingTransition } from './keep-waiting-transition.ts';
import { afterDeadline, monitorTicket, sendTicketIfNear } from './tickets.ts';

export interface JudgeDeps extends DrainDeps {
  readonly store: MonitorStore & HistoryStore & HearingStore;
  readonly queue: TicketQueue;
  readonly clock: Clock;
  readonly operators: Operators;
  /** Sends a canary; whether it was heard. */
  readonly listen: () => Promise<boolean>;
  /** Time that a beat received before a deadline may take to the store. */
  readonly settleMs: number;
}

const MOST_ROUNDS = 5;
const SHORTEST_RESEND_MS = 1_000;
const HEARING_REARM_MS = 30_000;
/** After its end a monitor rests, so that no beat and no judge that was under way writes history that is gone. */
const REST_MS = 60_000;
/** A schedule that cannot be evaluated is looked at again in an hour and cannot stop the others. */
const UNJUDGEABLE_REARM_MS = 3_600_000;

/** `again`: a condition was lost or the item changed under us; the next round reads anew. */
type Round = 'done' | 'again';

/**
 * Takes one ticket: drains the outbox whatever `dueAt` the ticket names, drops the ticket if it was made for
 * another `dueAt`, then either moves `dueAt` to the true deadline or writes the silence. Duplicates are harmless.
 */
export async function judge(deps: JudgeDeps, ticket: Due): Promise<void> {
  let published = true;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const monitor = await deps.store.read(ticket.ref);
    if (!monitor) return;
    if (published && hasWaiting(monitor)) {
      published = await drain(deps, monitor);
      if (published) continue;
    }
    if (monitor.dueAt !== ticket.dueAt) return;
    if ((await settle(deps, monitor, ticket, published)) === 'done') return;
  }
  await resend(deps, ticket, SHORTEST_RESEND_MS);
}

async function resend(deps: JudgeDeps, ticket: Due, delayMs: number): Promise<void> {
  await deps.queue.send([{ ticket: monitorTicket(ticket), delayMs: Math.max(delayMs, SHORTEST_RESEND_MS) }]);
}

async function settle(deps: JudgeDeps, monitor: Monitor, ticket: Due, published: boolean): Promise<Round> {
  const now = deps.clock.now();
  if (monitor.status === 'closed') return published ? end(deps, monitor, ticket, now) : 'done';
  let deadline: Deadline | undefined;
  try {
    deadline = deadlineOf(monitor);
  } catch (error) {
    return published ? reportUnjudgeable(deps, monitor, error, now) : 'done';
  }
  if (deadline && now > deadline.at) return judgeOverdue(deps, monitor, deadline, ticket, now);
  // While entries wait, `dueAt` is the retry time of their alert and only a flip may move it.
  if (!published) return 'done';
  if (deadline && deadline.at === monitor.dueAt) {
    await resend(deps, ticket, afterDeadline(deadline.at, deps.settleMs) - now);
    return 'done';
  }
  return move(deps, monitor, { ...monitor, dueAt: deadline?.at }, now);
}

async function move(
  deps: JudgeDeps,
  monitor: Monitor,
  after: Monitor,
  now: number,
  guard?: HeardGuard,
): Promise<Round> {
  if (!(await deps.store.change(monitor, after, guard))) return 'again';
  await sendTicketIfNear(deps.queue, monitor, after, now, deps.settleMs);
  return 'done';
}

/**
 * The closing transition has left the outbox: now, and only now, may the life be removed. Where nobody can ask for
 * its history any more, that goes first: a crash in between leaves the monitor due, and the next ticket goes on.
 */
async function end(deps: JudgeDeps, monitor: Monitor, ticket: Due, now: number): Promise<Round> {
  if (!livesOnce(monitor.kind)) return expire(deps, monitor, now);
  const restsUntil = monitor.since + REST_MS;
  if (now >= restsUntil) {
    const isGone = await deps.store.removeHistory(monitor);
    if (isGone) return expire(deps, monitor, now);
    return move(deps, monitor, { ...monitor, dueAt: deps.clock.now() + SHORTEST_RESEND_MS }, now);
  }
  if (monitor.dueAt !== restsUntil) return move(deps, monitor, { ...monitor, dueAt: restsUntil }, now);
  await resend(deps, ticket, restsUntil - now);
  return 'done';
}

const expire = (deps: JudgeDeps, monitor: Monitor, now: number): Promise<Round> =>
  move(deps, monitor, { ...monitor, dueAt: undefined, expiresAt: now }, now);

async function reportUnjudgeable(
  deps: JudgeDeps,
  monitor: Monitor,
  error: unknown,
  now: number,
): Promise<Round> {
  deps.log.error({ err: error, kind: monitor.kind, id: monitor.id }, 'The schedule cannot be evaluated');
  const outcome = await move(deps, monitor, { ...monitor, dueAt: now + UNJUDGEABLE_REARM_MS }, now);
  if (outcome === 'done') {
    await deps.operators.tell({
      kind: 'judging',
      subject: `${subjectOf(monitor)} cannot be judged`,
      text: `The schedule of ${monitor.config.name} (${subjectOf(monitor)}) cannot be evaluated: ${String(error)}. It is not watched until its schedule is corrected; it is tried again every hour.`,
    });
  }
  return outcome;
}

async function judgeOverdue(
  deps: JudgeDeps,
  monitor: Monitor,
  deadline: Deadline,
  ticket: Due,
  now: number,
): Promise<Round> {
  const settled = afterDeadline(deadline.at, deps.settleMs);
  if (now < settled) {
    await resend(deps, ticket, settled - now);
    return 'done';
  }
  const trust = await trustAfterListening(deps, deadline, now);
  if (trust.type !== 'trust') {
    const until = trust.type === 'hold' ? trust.until + 1 : now + HEARING_REARM_MS;
    const dueAt = Math.min(Math.max(until, now + SHORTEST_RESEND_MS), now + HEARING_REARM_MS);
    // Entries that still wait keep their retry time.
    return hasWaiting(monitor) ? 'done' : move(deps, monitor, { ...monitor, dueAt }, now);
  }
  const flipped = judgeSilence(monitor, now, trust.gap);
  const after: Monitor = { ...flipped, dueAt: now };
  await keepWaitingTransition(deps.store, monitor, after);
  // An overrun is true whatever was heard meanwhile; every other silence ends with a beat.
  const overrun = deadline.reason === 'overrun' && !otherRunIsHeard(monitor, deadline);
  const guard: HeardGuard | undefined = overrun ? undefined : { exactly: monitor.lastBeatAt };
  return move(deps, monitor, after, now, guard);
}

/** The flip writes all runs: it must not undo a heartbeat of another one that came since they were read. */
const otherRunIsHeard = (monitor: Monitor, { run }: Deadline): boolean =>
  Object.entries(monitor.runs).some(([key, other]) => key !== run && other.heardAt !== undefined);

/**
 * Listens until a canary was heard after the deadline. Twice at most: the first may have been under way already
 * when the deadline passed.
 */
async function trustAfterListening(
  deps: JudgeDeps,
  deadline: Deadline,
  now: number,
): Promise<HearingVerdict> {
  for (let attempt = 0; ; attempt++) {
    const verdict = trustSilence((await deps.store.readHearing()).hearing, deadline, now);
    if (verdict.type !== 'listen' || attempt === 2) return verdict;
    await deps.listen();
  }
}
