import { durationMs } from './duration.ts';
import { ignoringHangup, isHangupIgnored } from './hangup.ts';
import { note, shieldStreams } from './note.ts';
import { type Child, runChild } from './run-child.ts';
import { Tail } from './tail.ts';
import { hasTerminal, isInForeground } from './terminal.ts';
import { type Command, type Given, UsageError } from './usage.ts';

const TAIL_BYTES = 8_192;
const DEFAULT_EVERY_MS = 60_000;
const DEFAULT_WAIT_MS = 5_000;
/** What is longer would end at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const DEFAULT_KILL_AFTER_MS = 10_000;
/** Those that people and supervisors send; the job decides what they mean. */
const PASSED_ON: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2'];
/** A terminal sends these to the job by itself. */
const FROM_TERMINAL: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

export const exec: Command = {
  name: 'exec',
  synopsis: '<id> [options] -- <command...>',
  summary:
    'Runs a job and tells the scheduler <id> how it goes: started, heartbeats while it runs, completed or failed.',
  flags: {
    register: { type: 'boolean', help: 'register it first; any of the next five does so too' },
    schedule: { type: 'string', value: 'cron', help: 'when it runs: "30 2 * * *"' },
    timezone: { type: 'string', value: 'zone', help: 'of the schedule; UTC by default' },
    interval: { type: 'string', value: 'time', help: 'or how far apart runs are at most: 90s, 5m, 2h, 1d' },
    'max-runtime': { type: 'string', value: 'time', help: 'a run that takes longer is an alarm' },
    grace: { type: 'string', value: 'time', help: 'with a schedule or an interval: how late a start may be' },
    timeout: {
      type: 'string',
      value: 'time',
      help: 'ends a run that takes longer (SIGTERM), and tells that it failed; 0 for no limit',
    },
    'kill-after': { type: 'string', value: 'time', help: 'from SIGTERM to SIGKILL; 10s by default' },
    every: { type: 'string', value: 'time', help: 'between heartbeats; 60s by default, 0 for none' },
    wait: { type: 'string', value: 'time', help: 'how long telling the end may take; 5s by default' },
    'run-id': { type: 'string', value: 'id', help: 'tells runs apart; a new one by default' },
    'no-output': {
      type: 'boolean',
      help: 'the job writes where it would without this; nothing of it is sent',
    },
    quiet: { type: 'boolean', short: 'q', help: 'do not say on standard error what could not be told' },
  },
  notes: `The job comes first: it starts at once, its input, output, signals and exit code are its own, and it runs whether or
not Heartbeat Central can be reached. What could not be told is kept (HEARTBEAT_SPOOL; by default
~/.local/state/heartbeat-central/spool) and told before the next run.

Exit codes: those of the job; 128 and the signal's number if a signal ended it; 124 if --timeout did; 126 if the
command cannot be run, 127 if there is none; 2 if this line is wrong.`,
  run: runJob,
};

async function runJob(given: Given): Promise<number> {
  const { flags, positionals, rest: command } = given;
  const [id] = positionals;
  if (!id || positionals.length > 1 || !command?.length) {
    throw new UsageError('exec takes one id, and the job behind --: heartbeat exec nightly -- ./backup.sh');
  }
  const time = (flag: string, fallback: number) =>
    flags[flag] === undefined ? fallback : Math.min(LONGEST_TIMER_MS, durationMs(flag, String(flags[flag])));
  const everyMs = time('every', DEFAULT_EVERY_MS);
  const waitMs = time('wait', DEFAULT_WAIT_MS);
  const killAfterMs = time('kill-after', DEFAULT_KILL_AFTER_MS);
  const timeoutMs = time('timeout', 0) || undefined;
  const register = registrationOf(given);

  shieldStreams();
  const tail = flags['no-output'] ? undefined : new Tail(TAIL_BYTES);
  const onTerminal = hasTerminal();
  // Ended as a whole, with what it has started, where it may be; with a terminal it must stay in the foreground.
  const asGroup = timeoutMs !== undefined && !onTerminal;
  const outlivesTerminal = isHangupIgnored();
  const isHeardByJob = (signal: NodeJS.Signals) =>
    onTerminal && FROM_TERMINAL.includes(signal) && isInForeground();
  // Before it runs, so that no signal finds nobody to pass it on.
  let passOn = (_signal: NodeJS.Signals): void => {};
  for (const signal of PASSED_ON) {
    process.on(signal, () => {
      if (signal === 'SIGHUP' && outlivesTerminal) return;
      if (!isHeardByJob(signal)) passOn(signal);
    });
  }
  const begun = performance.now();
  const startedAt = new Date();
  const child = runChild({
    command: outlivesTerminal ? ignoringHangup(command) : command,
    tail,
    timeoutMs,
    killAfterMs,
    asGroup,
  });
  const hurry = new AbortController();
  passOn = (signal) => void (child.signal(signal) || hurry.abort());

  // All that only telling needs is loaded while the job runs.
  const { JobReporter } = await import('./job-reporter.ts');
  const reporter = new JobReporter(id, given, { register, everyMs, waitMs, startedAt, hurry: hurry.signal });
  reporter.begin();
  const ended = await child.ended;
  if (ended.problem) note(ended.problem);
  await reporter.end(ended, { durationMs: Math.round(performance.now() - begun), output: tail?.text() });
  await passedOn(child, ended.timedOut ? killAfterMs : undefined, hurry.signal);
  // What is left under way has had its time.
  process.exit(ended.code);
}

/** Ends when all output is where it belongs, when there is no more time for it, or when somebody is in a hurry. */
async function passedOn(child: Child, mostMs: number | undefined, hurry: AbortSignal): Promise<void> {
  if (hurry.aborted) return;
  await new Promise<void>((resolve) => {
    void child.passedOn.then(resolve);
    hurry.addEventListener('abort', () => resolve());
    if (mostMs !== undefined) setTimeout(resolve, mostMs);
  });
}

/** @throws UsageError */
function registrationOf({ flags }: Given): object | undefined {
  const seconds = (flag: string) =>
    flags[flag] === undefined
      ? undefined
      : Math.max(1, Math.round(durationMs(flag, String(flags[flag])) / 1_000));
  if (flags.schedule && flags.interval) throw new UsageError('--schedule and --interval do not go together');
  const fields = {
    schedule: flags.schedule,
    timezone: flags.timezone,
    expected_interval_seconds: seconds('interval'),
    max_runtime_seconds: seconds('max-runtime'),
    grace_seconds: seconds('grace'),
  };
  const isGiven = Object.values(fields).some((value) => value !== undefined);
  return flags.register || isGiven ? fields : undefined;
}
