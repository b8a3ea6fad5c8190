import { randomUUID } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Outcome } from './outcome.ts';
import type { HeartbeatProblem } from './problem.ts';
import type { RequestOptions } from './request-options.ts';
import type { RunFacts } from './run-facts.ts';
import type { Schema } from './schema.ts';

export interface RunningJob {
  readonly runId: string;
  /** Goes with the report of the end. */
  readonly metadata: Record<string, unknown>;
}

export type Job<Result> = (running: RunningJob) => Result | Promise<Result>;

export interface JobOptions {
  /** Tells runs that overlap apart; by default a new one. */
  readonly runId?: string;
  /** Milliseconds between heartbeats; a minute by default, 0 for none. */
  readonly heartbeatMs?: number;
  /** Registers the job first: when it runs, and how long at most. */
  readonly register?: Omit<Schema<'SchedulerRegistration'>, 'scheduler_id'>;
  readonly metadata?: Readonly<Record<string, unknown>>;
  /** Milliseconds that the report of the end may take; 5,000 by default. */
  readonly endTimeoutMs?: number;
  /** Does not start the job where its start cannot be told, and throws where its end cannot. */
  readonly strict?: boolean;
}

type Told = Promise<Outcome<unknown>>;

/** What is needed of a client. */
interface Teller {
  readonly schedulers: {
    register(registration: Schema<'SchedulerRegistration'>, options?: RequestOptions): Told;
    started(id: string, facts?: RunFacts, options?: RequestOptions): Told;
    heartbeat(id: string, facts?: RunFacts, options?: RequestOptions): Told;
    completed(id: string, facts?: RunFacts, options?: RequestOptions): Told;
    failed(id: string, error: unknown, facts?: RunFacts, options?: RequestOptions): Told;
  };
}

const DEFAULT_HEARTBEAT_MS = 60_000;
const DEFAULT_END_TIMEOUT_MS = 5_000;

/** Behind `HeartbeatCentral.withJob`. Reports run beside the job; only that of the end is waited for, and not for long. */
export async function runJob<Result>(
  client: Teller,
  id: string,
  job: Job<Result>,
  options: JobOptions,
  clock: Clock,
): Promise<Result> {
  const { runId = randomUUID(), heartbeatMs = DEFAULT_HEARTBEAT_MS, strict = false } = options;
  const metadata: Record<string, unknown> = { ...options.metadata };
  const calledOff = new AbortController();
  const begun = clock.now();
  const start = started(client, id, runId, options, calledOff.signal);
  if (strict) orThrow(await start);
  const beating = beat(client, id, { runId, heartbeatMs, clock, signal: calledOff.signal });
  const ended = async (tell: (facts: object, request: object) => Promise<Outcome<unknown>>) => {
    beating.stop();
    const endTimeoutMs = options.endTimeoutMs ?? DEFAULT_END_TIMEOUT_MS;
    const executionTimeMs = Math.round(clock.now() - begun);
    const until = clock.now() + endTimeoutMs;
    // A start that hangs leaves time to tell the end.
    const giveUp = clock.after(endTimeoutMs / 2, () => calledOff.abort());
    await start;
    giveUp();
    const timeoutMs = Math.max(1, until - clock.now());
    return settled(tell({ runId, metadata, executionTimeMs }, { timeoutMs }));
  };
  let result: Result;
  try {
    result = await job({ runId, metadata });
  } catch (error) {
    // What the job threw counts for more than that it could not be told.
    await ended((facts, request) => client.schedulers.failed(id, error, facts, request));
    throw error;
  }
  const told = await ended((facts, request) => client.schedulers.completed(id, facts, request));
  if (strict) orThrow(told);
  return result;
}

function started(
  client: Teller,
  id: string,
  runId: string,
  { register, metadata }: JobOptions,
  signal: AbortSignal,
): Promise<Outcome<unknown>> {
  const start = () => settled(client.schedulers.started(id, { runId, metadata }, { signal }));
  if (!register) return start();
  const registered = settled(client.schedulers.register({ ...register, scheduler_id: id }, { signal }));
  return registered.then((outcome) => (outcome.ok ? start() : outcome));
}

interface Beating {
  readonly runId: string;
  readonly heartbeatMs: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** One heartbeat after the other until it is stopped. */
function beat(client: Teller, id: string, { runId, heartbeatMs, clock, signal }: Beating) {
  let callOff = () => {};
  const next = () => {
    callOff = clock.after(heartbeatMs, () => {
      void settled(client.schedulers.heartbeat(id, { runId }, { signal, retries: 0 }));
      next();
    });
  };
  if (heartbeatMs > 0) next();
  return { stop: () => callOff() };
}

/** A strict client throws; here that is an outcome like any other. */
const settled = (told: Promise<Outcome<unknown>>): Promise<Outcome<unknown>> =>
  told.catch((problem: HeartbeatProblem) => ({ ok: false, problem }));

function orThrow(outcome: Outcome<unknown>): void {
  if (!outcome.ok) throw outcome.problem;
}
