import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { HeartbeatCentral } from '../src/heartbeat-central.ts';
import type { HeartbeatProblem } from '../src/problem.ts';
import type { RequestOptions } from '../src/request-options.ts';
import { note } from './note.ts';
import type { Ended } from './run-child.ts';
import { clientOf, settingsOf } from './settings.ts';
import { type Fate, Spool } from './spool.ts';
import type { Spooled } from './spooled.ts';
import type { Given } from './usage.ts';

interface Plan {
  readonly register: object | undefined;
  readonly everyMs: number;
  /** For the report of the end, milliseconds. */
  readonly waitMs: number;
  readonly startedAt: Date;
  /** Aborted: somebody wants this process to end. */
  readonly hurry: AbortSignal;
}

interface Known {
  readonly durationMs: number;
  readonly output: string | undefined;
}

/** The server takes 8 KiB of metadata, written as JSON. */
const MOST_OUTPUT_JSON = 7_600;
const MOST_LAST_LINE = 500;
/** While the job runs there is time; a report that hangs at its end gets no more than this. */
const START_AT_END_MS = 1_000;
/** From one attempt to tell the start to the next, at first. The end waits for none of these pauses. */
const FIRST_PAUSE_MS = 1_000;
const MOST_TRIES = 4;
/** With these the server itself says that a report is never taken; all else may be mended before the next run. */
const FINAL = new Set<number | undefined>([400, 404, 413]);

/** Tells how a job goes, and never throws: what cannot be told is spooled. */
export class JobReporter {
  private readonly id: string;
  private readonly plan: Plan;
  private readonly runId: string;
  private readonly quiet: boolean;
  private readonly client: HeartbeatCentral | undefined;
  private readonly spool: Spool | undefined;
  private readonly startPhase = new AbortController();
  private beginning: Promise<void> = Promise.resolve();
  private beating: NodeJS.Timeout | undefined;
  private again: NodeJS.Timeout | undefined;
  private tries = 0;
  private isBeginning = false;
  private isStarted = false;
  private isRefused = false;
  private hasFlushed = false;
  private readonly hasSaid = new Set<string>();

  constructor(id: string, given: Given, plan: Plan) {
    this.id = id;
    this.plan = plan;
    this.runId = String(given.flags['run-id'] ?? randomUUID());
    this.quiet = Boolean(given.flags.quiet);
    try {
      const settings = settingsOf(given);
      this.client = clientOf(settings);
      this.spool = new Spool(settings);
    } catch (error) {
      this.say((error as Error).message);
    }
  }

  /** Beside the job: what was left over, then that it started, then heartbeats. */
  begin(): void {
    if (!this.client) return;
    this.tellStart();
    const { everyMs } = this.plan;
    if (everyMs > 0) this.beating = setInterval(() => this.beat(), everyMs);
  }

  /** Within the time for it. */
  async end(ended: Ended, known: Known): Promise<void> {
    clearInterval(this.beating);
    clearTimeout(this.again);
    if (!this.client) return;
    const end = this.endReport(ended, known);
    const budget = new AbortController();
    const giveUp = setTimeout(() => budget.abort(), this.plan.waitMs);
    const hurry = () => budget.abort();
    this.plan.hurry.addEventListener('abort', hurry);
    if (this.plan.hurry.aborted) budget.abort();
    const hasBegun = await Promise.race([
      this.beginning.then(() => true),
      new Promise<false>((resolve) =>
        setTimeout(() => resolve(false), Math.min(START_AT_END_MS, this.plan.waitMs / 2)),
      ),
    ]);
    this.startPhase.abort();
    if (!hasBegun) await this.beginning;
    const reports =
      this.isStarted || this.isRefused ? [end] : [...this.registration(), this.startReport(), end];
    clearTimeout(this.again);
    // Where even the start was not taken, the next run can tell.
    const retries = this.isStarted ? 2 : 0;
    await this.tellInOrder(reports, { signal: budget.signal, timeoutMs: this.plan.waitMs, retries });
    clearTimeout(giveUp);
  }

  private tellStart(): void {
    clearTimeout(this.again);
    this.isBeginning = true;
    this.beginning = this.start().finally(() => {
      this.isBeginning = false;
    });
  }

  private async start(): Promise<void> {
    const { client, spool } = this;
    const options = { signal: this.startPhase.signal, retries: 0 };
    // Once in a run: what is not taken now is not taken a minute later.
    if (!this.hasFlushed) {
      this.hasFlushed =
        (await spool?.flush((entry) => this.sendAgain(entry, options)).catch(() => true)) ?? true;
    }
    if (!client || options.signal.aborted) return;
    for (const { method, path, body } of [...this.registration(), this.startReport()]) {
      const told = await client.request(method, path, body, options);
      if (!told.ok) return this.notStarted(told.problem);
    }
    this.isStarted = true;
  }

  private notStarted(problem: HeartbeatProblem): void {
    if (problem.kind === 'aborted') return;
    this.isRefused = isFinal(problem);
    // Such as a wrong key, too: with every heartbeat it is tried again.
    if (!problem.passes) {
      this.say(this.explained(problem));
      return;
    }
    this.tries++;
    const ms = FIRST_PAUSE_MS * 2 ** this.tries * Math.random();
    if (this.tries < MOST_TRIES) this.again = setTimeout(() => this.tellStart(), ms);
  }

  private beat(): void {
    if (this.isRefused || this.isBeginning) return;
    // Once the server is back, that it started comes first.
    if (!this.isStarted) {
      this.tellStart();
      return;
    }
    void this.client?.schedulers.heartbeat(
      this.id,
      { runId: this.runId },
      { signal: this.startPhase.signal, retries: 0 },
    );
  }

  private async tellInOrder(reports: readonly Spooled[], options: RequestOptions): Promise<void> {
    let isAway = false;
    for (const { method, path, body } of reports) {
      const outcome = isAway ? undefined : await this.client?.request(method, path, body, options);
      if (outcome?.ok) continue;
      if (outcome && isFinal(outcome.problem)) {
        if (!this.isRefused) this.say(this.explained(outcome.problem));
        return;
      }
      isAway = true;
      const isKept = this.keep({ method, path, body });
      if (!outcome) continue;
      const why = this.whyLater(outcome.problem);
      this.say(isKept ? `${why}; how it ended is told before the next run` : why);
    }
  }

  private keep(report: Spooled): boolean {
    try {
      this.spool?.add(report);
      return true;
    } catch (error) {
      this.say(`what could not be told cannot be kept: ${(error as Error).message}`);
      return false;
    }
  }

  private async sendAgain({ method, path, body }: Spooled, options: RequestOptions): Promise<Fate> {
    const outcome = await this.client!.request(method, path, body, { ...options, retries: 0 });
    if (outcome.ok) return 'sent';
    if (isFinal(outcome.problem)) return 'refused';
    return outcome.problem.passes || outcome.problem.kind === 'aborted' ? 'later' : 'kept';
  }

  private report(body: object): Spooled {
    const path = `/api/v1/schedulers/${encodeURIComponent(this.id)}/status`;
    return { method: 'PUT', path, body: { run_id: this.runId, ...body } };
  }

  private registration(): Spooled[] {
    const { register } = this.plan;
    if (!register) return [];
    const body = { ...register, scheduler_id: this.id };
    return [{ method: 'POST', path: '/api/v1/schedulers/register', body }];
  }

  private startReport(): Spooled {
    const metadata = { host: hostname() };
    return this.report({ status: 'running', timestamp: this.plan.startedAt.toISOString(), metadata });
  }

  private endReport(ended: Ended, { durationMs, output }: Known): Spooled {
    const hasFailed = ended.code !== 0;
    return this.report({
      status: hasFailed ? 'failed' : 'completed',
      timestamp: new Date().toISOString(),
      execution_time_ms: durationMs,
      ...(hasFailed && { error_message: reasonOf(ended, durationMs, output) }),
      metadata: {
        exit_code: ended.code,
        ...(ended.signal && { signal: ended.signal }),
        host: hostname(),
        ...(output && { output: endFitting(output) }),
      },
    });
  }

  private explained({ status, message }: HeartbeatProblem): string {
    if (status === 404) return `${this.id} is not registered: add --register, or --schedule and the like`;
    if (status === 401 || status === 403) return `${message}: look at HEARTBEAT_KEY, or --key-file`;
    return message;
  }

  private whyLater(problem: HeartbeatProblem): string {
    return problem.kind === 'aborted' ? 'Heartbeat Central did not answer in time' : this.explained(problem);
  }

  private say(words: string): void {
    if (!this.quiet && !this.hasSaid.has(words)) note(words);
    this.hasSaid.add(words);
  }
}

const isFinal = ({ kind, status }: HeartbeatProblem): boolean => kind === 'refused' && FINAL.has(status);

function reasonOf({ code, signal, timedOut, problem }: Ended, durationMs: number, output = ''): string {
  if (problem) return problem;
  const seconds = Math.round(durationMs / 1_000);
  const how = timedOut
    ? `Ended by --timeout after ${seconds} s`
    : signal
      ? `Ended by ${signal}`
      : `Exit code ${code}`;
  const lastLine = output.trimEnd().split('\n').at(-1)?.trim().slice(0, MOST_LAST_LINE);
  return lastLine ? `${how}: ${lastLine}` : how;
}

/** As much of the end as fits, written as JSON. */
function endFitting(text: string): string {
  let end = text;
  while (JSON.stringify(end).length > MOST_OUTPUT_JSON) {
    end = end.slice(Math.ceil((JSON.stringify(end).length - MOST_OUTPUT_JSON) / 6));
  }
  return end;
}
