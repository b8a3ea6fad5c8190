import { type Attempt, attempt, type Fetch } from './attempt.ts';
import { type Clock, systemClock } from './clock.ts';
import type { Outcome } from './outcome.ts';
import { HeartbeatProblem } from './problem.ts';
import type { RequestOptions } from './request-options.ts';
import { type Patience, retrying } from './retrying.ts';
import type { RunFacts } from './run-facts.ts';
import type { Schema } from './schema.ts';
import { VERSION } from './version.ts';
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
const MOST_IN_A_BATCH = 1_000;
const USER_AGENT = `heartbeat-central-client/${VERSION}`;
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
      this.request<ServiceHeard>('POST', '/api/heartbeat', asItem(service), options),
    /** Any number; a service that is refused has its own result, and the others count. */
    batch: (services: readonly (string | Schema<'ServiceHeartbeat'>)[], options?: RequestOptions) =>
      this.batch(services, options),
  };

  /** Jobs that run now and then. */
  readonly schedulers = {
    /** May be sent at every run: what is given is changed, the rest is kept. */
    register: (registration: Schema<'SchedulerRegistration'>, options?: RequestOptions) =>
      this.request<Schema<'SchedulerRegistered'>>(
        'POST',
        '/api/v1/schedulers/register',
        registration,
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
    heartbeat: (id: string, { runId, metadata }: RunFacts = {}, options?: RequestOptions) =>
      this.request<Schema<'SchedulerHeard'>>(
        'POST',
        `/api/v1/schedulers/${encodeURIComponent(id)}/heartbeat`,
        { run_id: runId, metadata },
        options,
      ),
  };

  /** Workers that report how they are. */
  readonly daemons = {
    register: (registration: Schema<'DaemonRegistration'>, options?: RequestOptions) =>
      this.request<Schema<'DaemonRegistered'>>('POST', '/api/daemon/register', registration, options),
    heartbeat: (heartbeat: Schema<'DaemonHeartbeat'>, options?: RequestOptions) =>
      this.request<Schema<'DaemonHeard'>>('POST', '/api/daemon/heartbeat', heartbeat, options),
  };

  /** Whatever has an address of its own. */
  readonly applications = {
    /** @param application its uuid, or its whole address @param message words for people */
    ping: (application: string, message?: string, options?: RequestOptions) => {
      const address = UUID.test(application) ? `/heartbeat/${application}` : application;
      return this.request<Schema<'ApplicationHeard'>>('POST', address, message, options);
    },
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
   * Any request of the API.
   * @param address a path, or an absolute address, which gets no key
   * @param body an object is sent as JSON, a text as it is
   */
  async request<Body = unknown>(
    method: string,
    address: string,
    body?: unknown,
    options: RequestOptions = {},
  ): Promise<Outcome<Body>> {
    const { fetch = globalThis.fetch as Fetch, clock = systemClock, random = Math.random } = this.options;
    const { signal, ...patience } = { ...DEFAULT_PATIENCE, ...given(this.options), ...given(options) };
    let outcome: Outcome<Body>;
    try {
      const asked = this.attemptOf(method, address, body);
      const ask = (timeoutMs: number) => attempt<Body>(asked, { fetch, clock, timeoutMs, signal });
      outcome = await retrying(ask, patience, { clock, random, signal });
    } catch (error) {
      if (!(error instanceof HeartbeatProblem)) throw error;
      outcome = { ok: false, problem: error };
    }
    if (!outcome.ok) this.tell(outcome.problem);
    return outcome;
  }

  private tell(problem: HeartbeatProblem): void {
    const { strict, onProblem } = this.options;
    if (strict) throw problem;
    onProblem?.(problem);
  }

  /** @throws HeartbeatProblem where there is no address, or the body is no JSON */
  private attemptOf(method: string, address: string, body: unknown): Attempt {
    const key = this.options.key ?? process.env.HEARTBEAT_KEY;
    const isAbsolute = /^https?:\/\//i.test(address);
    const url = isAbsolute ? address : baseOf(this.options.url ?? process.env.HEARTBEAT_URL) + address;
    const headers: Record<string, string> = { 'user-agent': USER_AGENT };
    if (key && !isAbsolute) headers.authorization = `Bearer ${key}`;
    if (body === undefined) return { url, method, headers };
    headers['content-type'] = typeof body === 'string' ? 'text/plain' : 'application/json';
    return { url, method, headers, body: typeof body === 'string' ? body : jsonOf(body) };
  }

  private report(
    id: string,
    status: Schema<'SchedulerReport'>['status'],
    { runId, metadata, executionTimeMs, errorMessage }: RunFacts & { errorMessage?: string } = {},
    options?: RequestOptions,
  ): Promise<Outcome<Schema<'SchedulerHeard'>>> {
    const body = {
      status,
      run_id: runId,
      timestamp: new Date().toISOString(),
      execution_time_ms: executionTimeMs,
      error_message: errorMessage,
      metadata,
    };
    return this.request('PUT', `/api/v1/schedulers/${encodeURIComponent(id)}/status`, body, options);
  }

  private async batch(
    services: readonly (string | Schema<'ServiceHeartbeat'>)[],
    options?: RequestOptions,
  ): Promise<Outcome<{ readonly results: readonly BatchResult[] }>> {
    const results: BatchResult[] = [];
    let status = 200;
    for (let from = 0; from < services.length; from += MOST_IN_A_BATCH) {
      const part = services.slice(from, from + MOST_IN_A_BATCH);
      const outcome = await this.request<{ results: BatchResult[] }>(
        'POST',
        '/api/heartbeat',
        { services: part },
        options,
      );
      if (!outcome.ok) return outcome;
      status = Math.max(status, outcome.status);
      results.push(...outcome.body.results);
    }
    return { ok: true, status, body: { results } };
  }
}

const asItem = (service: string | object) => (typeof service === 'string' ? { serviceId: service } : service);

/** What an option is undefined for takes no default away. */
const given = <Given extends object>(options: Given): Given =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Given;

function baseOf(url: string | undefined): string {
  if (!url) throw new HeartbeatProblem('settings', 'HEARTBEAT_URL is not set, and no url is given');
  if (!/^https?:\/\/[^/]/i.test(url) || !isUrl(url)) {
    throw new HeartbeatProblem(
      'settings',
      'HEARTBEAT_URL is no address such as https://heartbeat.example.com',
    );
  }
  return url.replace(/\/+$/, '');
}

function isUrl(text: string): boolean {
  try {
    return Boolean(new URL(text));
  } catch {
    return false;
  }
}

function jsonOf(body: unknown): string {
  try {
    return JSON.stringify(body);
  } catch (cause) {
    throw new HeartbeatProblem('settings', `What is sent cannot be written as JSON: ${messageOf(cause)}`, {
      cause,
    });
  }
}

/** The words of whatever was thrown. */
export function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message || error.name : String(error);
  } catch {
    return 'something that cannot be written as text';
  }
}
