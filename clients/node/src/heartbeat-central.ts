import { attempt, type Fetch } from './attempt.ts';
import { type Asked, attemptOf } from './attempt-of.ts';
import { type Clock, systemClock } from './clock.ts';
import { messageOf } from './message-of.ts';
import type { Outcome } from './outcome.ts';
import { HeartbeatProblem, type ProblemKind } from './problem.ts';
import { MOST_BYTES } from './read-answer.ts';
import type { RequestOptions } from './request-options.ts';
import { type Patience, retrying } from './retrying.ts';
import type { RunFacts } from './run-facts.ts';
import type { Schema } from './schema.ts';
import { type Job, type JobOptions, runJob } from './with-job.ts';

export interface Options extends Partial<Patience> {
  /** Where Heartbeat Central is: `https://heartbeat.example.com`. By default `HEARTBEAT_URL`. */
  readonly url?: string | undefined;
  /** By default `HEARTBEAT_KEY`; none is sent where there is none. */
  readonly key?: string | undefined;
  /** Throw a `HeartbeatProblem` in place of returning it. */
  readonly strict?: boolean;
  /** Hears of each problem that is not thrown. */
  readonly onProblem?: ((problem: HeartbeatProblem) => void) | undefined;
  readonly fetch?: Fetch;
  readonly clock?: Clock;
  /** 0 up to but not 1. */
  readonly random?: () => number;
  /** Bytes of an answer that are read at most: 1,000,000 by default. */
  readonly mostBytes?: number;
}

export interface ServiceHeard {
  readonly message: string;
  readonly timestamp: string;
  /** Fields that were cut to their limits. */
  readonly truncated?: readonly string[];
}

export interface BatchResult {
  readonly serviceId: string | null;
  readonly success: boolean;
  readonly error?: string;
}

const DEFAULT_PATIENCE: Patience = { timeoutMs: 10_000, attemptTimeoutMs: 5_000, retries: 3 };
const DEFAULTS = { ...DEFAULT_PATIENCE, mostBytes: MOST_BYTES };
const MOST_IN_A_BATCH = 1_000;
const NO_RESULTS = 'The answer has no results: is Heartbeat Central at that address?';
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Speaks to one Heartbeat Central. Every request is bounded in time, is tried again where that may help, and never throws
 * unless the client is `strict`: monitoring must not hurt what it watches.
 */
export class HeartbeatCentral {
  private readonly options: Options;

  constructor(options: Options = {}) {
    this.options = options;
  }

  /** What is up or down, one or many in a request. */
  readonly services = {
    heartbeat: (service: string | Schema<'ServiceHeartbeat'>, options?: RequestOptions) =>
      this.send<ServiceHeard>(() => post('/api/heartbeat', asItem(service)), options),
    /** Any number; a service that is refused has its own result, and the others count. */
    batch: (services: readonly (string | Schema<'ServiceHeartbeat'>)[], options?: RequestOptions) =>
      this.batch(services, options),
  };

  /** Jobs that run now and then. */
  readonly schedulers = {
    /** May be sent at every run: what is given is changed, the rest is kept. */
    register: (registration: Schema<'SchedulerRegistration'>, options?: RequestOptions) =>
      this.send<Schema<'SchedulerRegistered'>>(
        () => post('/api/v1/schedulers/register', registration),
        options,
      ),
    started: (id: string, facts?: RunFacts, options?: RequestOptions) =>
      this.report(id, 'running', facts, options),
    completed: (id: string, facts?: RunFacts, options?: RequestOptions) =>
      this.report(id, 'completed', facts, options),
    /** @param error what was thrown, or words */
    failed: (id: string, error: unknown, facts?: RunFacts, options?: RequestOptions) =>
      this.report(id, 'failed', { ...facts, errorMessage: messageOf(error) }, options),
    /** Within a run. */
    heartbeat: (id: string, facts?: RunFacts, options?: RequestOptions) =>
      this.send<Schema<'SchedulerHeard'>>(() => {
        const address = `/api/v1/schedulers/${encodeURIComponent(id)}/heartbeat`;
        return post(address, { run_id: facts?.runId, metadata: facts?.metadata });
      }, options),
  };

  /** Workers that report how they are. */
  readonly daemons = {
    register: (registration: Schema<'DaemonRegistration'>, options?: RequestOptions) =>
      this.send<Schema<'DaemonRegistered'>>(() => post('/api/daemon/register', registration), options),
    heartbeat: (heartbeat: Schema<'DaemonHeartbeat'>, options?: RequestOptions) =>
      this.send<Schema<'DaemonHeard'>>(() => post('/api/daemon/heartbeat', heartbeat), options),
  };

  /** Whatever has an address of its own. */
  readonly applications = {
    /** Bears no key. @param application its uuid, or its whole address @param message words for people */
    ping: (application: string, message?: string, options?: RequestOptions) =>
      this.send<Schema<'ApplicationHeard'>>(() => {
        const address = UUID.test(application) ? `/heartbeat/${application}` : application;
        return { ...post(address, message), isOpen: true };
      }, options),
  };

  /**
   * Runs a job and tells how it goes: that it started, heartbeats while it runs, and how it ended.
   * @returns what the job returns @throws what the job throws; with `strict` a `HeartbeatProblem` too
   */
  withJob<Result>(id: string, job: Job<Result>, options: JobOptions = {}): Promise<Result> {
    const { clock = systemClock, strict = false } = this.options;
    return runJob(this, id, job, { strict, ...options }, clock);
  }

  /**
   * Any request of the API. A `POST` is not tried again where it may have arrived, unless it is `repeatable`.
   * @param address a path, or an absolute address, which gets no key
   * @param body an object is sent as JSON, a text as it is
   */
  request<Body = unknown>(
    method: string,
    address: string,
    body?: unknown,
    options?: RequestOptions,
  ): Promise<Outcome<Body>> {
    return this.ask(() => ({ method, address, body }), { repeatable: method !== 'POST', ...options });
  }

  /** What does no harm if it arrives twice. */
  private send<Body>(asked: () => Asked, options?: RequestOptions): Promise<Outcome<Body>> {
    return this.ask(asked, { repeatable: true, ...options });
  }

  /** The one way out: whatever goes wrong, also while a request is put together, is an outcome. */
  private async ask<Body>(asked: () => Asked, options: RequestOptions): Promise<Outcome<Body>> {
    let outcome: Outcome<Body>;
    try {
      outcome = await this.answered(asked(), options);
    } catch (error) {
      outcome = { ok: false, problem: problemOf(error) };
    }
    if (!outcome.ok) this.tell(outcome.problem);
    return outcome;
  }

  private answered<Body>(asked: Asked, options: RequestOptions): Promise<Outcome<Body>> {
    const { fetch = globalThis.fetch as Fetch, clock = systemClock, random = Math.random } = this.options;
    const { url = process.env.HEARTBEAT_URL, key = process.env.HEARTBEAT_KEY } = this.options;
    const all = { ...DEFAULTS, ...given(this.options), ...given(options) };
    const { signal, mostBytes, repeatable = false, ...patience } = all;
    const sent = attemptOf(asked, { url, key });
    const once = (timeoutMs: number) => attempt<Body>(sent, { fetch, clock, timeoutMs, mostBytes, signal });
    return retrying(once, patience, { clock, random, repeatable, signal });
  }

  private tell(problem: HeartbeatProblem): void {
    const { strict, onProblem } = this.options;
    if (strict) throw problem;
    try {
      onProblem?.(problem);
    } catch {
      // Who hears of problems must not make one.
    }
  }

  private report(
    id: string,
    status: Schema<'SchedulerReport'>['status'],
    facts: (RunFacts & { readonly errorMessage?: string }) | undefined,
    options?: RequestOptions,
  ): Promise<Outcome<Schema<'SchedulerHeard'>>> {
    return this.send(() => {
      const body = {
        status,
        run_id: facts?.runId,
        timestamp: new Date().toISOString(),
        execution_time_ms: facts?.executionTimeMs,
        error_message: facts?.errorMessage,
        metadata: facts?.metadata,
      };
      return { method: 'PUT', address: `/api/v1/schedulers/${encodeURIComponent(id)}/status`, body };
    }, options);
  }

  private async batch(
    services: readonly (string | Schema<'ServiceHeartbeat'>)[],
    options?: RequestOptions,
  ): Promise<Outcome<{ readonly results: readonly BatchResult[] }>> {
    const results: BatchResult[] = [];
    let status = 200;
    if (!Array.isArray(services)) return this.failed('settings', 'batch takes a list of services');
    for (let from = 0; from < services.length; from += MOST_IN_A_BATCH) {
      const part = { services: services.slice(from, from + MOST_IN_A_BATCH) };
      const outcome = await this.send<{ results?: BatchResult[] } | null>(
        () => post('/api/heartbeat', part),
        options,
      );
      if (!outcome.ok) return outcome;
      const more = outcome.body?.results;
      // Something else sits at that address.
      if (!Array.isArray(more)) return this.failed('refused', NO_RESULTS, outcome);
      status = Math.max(status, outcome.status);
      results.push(...more);
    }
    return { ok: true, status, body: { results } };
  }

  private failed(
    kind: ProblemKind,
    words: string,
    answer?: { readonly status: number; readonly body: unknown },
  ) {
    return this.ask<never>(() => {
      throw new HeartbeatProblem(kind, words, answer);
    }, {});
  }
}

const post = (address: string, body: unknown): Asked => ({ method: 'POST', address, body });

const asItem = (service: string | object) => (typeof service === 'string' ? { serviceId: service } : service);

/** What an option is undefined for takes no default away. */
const given = <Given extends object>(options: Given): Given =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Given;

const problemOf = (error: unknown): HeartbeatProblem =>
  error instanceof HeartbeatProblem
    ? error
    : new HeartbeatProblem('settings', `This cannot be sent: ${messageOf(error)}`, { cause: error });
