import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { closeSync, fstatSync } from 'node:fs';
import { constants } from 'node:os';
import { isatty } from 'node:tty';
import { Output } from './output.ts';
import { makePipes, type Pipe } from './pipes.ts';
import type { Tail } from './tail.ts';

export interface Run {
  readonly command: readonly string[];
  /** Gets all that the child says; without one the child writes where this process would. */
  readonly tail?: Tail | undefined;
  /** Milliseconds after which it is ended. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds from SIGTERM to SIGKILL. */
  readonly killAfterMs: number;
  /** In a group of its own: it can be ended with what it has started, and no terminal signals it. */
  readonly asGroup: boolean;
}

export interface Ended {
  /** As a shell would say it. */
  readonly code: number;
  readonly signal?: NodeJS.Signals;
  /** It took longer than it may. */
  readonly timedOut: boolean;
  /** Why it could not be run, or not to its end. */
  readonly problem?: string;
}

export interface Child {
  /** It is over, and what it said is in the tail. */
  readonly ended: Promise<Ended>;
  /** What it said has been passed on; with a reader that takes nothing, never. */
  readonly passedOn: Promise<void>;
  /** Passes a signal on. @returns false where it is over */
  signal(signal: NodeJS.Signals): boolean;
}

const STDOUT = 1;
const STDERR = 2;
/** As of GNU timeout, and of shells. */
const TIMED_OUT = 124;
const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;
/** So long its output goes before what is told of its end; a reader that takes nothing holds up no more than this. */
const OUTPUT_FIRST_MS = 100;

/** Starts a command at once, with the standard input of this process. */
export function runChild({ command, tail, timeoutMs, killAfterMs, asGroup }: Run): Child {
  const [file, ...args] = command;
  const { stdio, pipes, fds } = outputsOf(tail);
  let child: ChildProcess;
  try {
    child = spawn(file!, args, { stdio, detached: asGroup });
  } catch (error) {
    // Such as a NUL in an argument.
    return {
      ended: Promise.resolve(notRun(file!, error as NodeJS.ErrnoException)),
      passedOn: Promise.resolve(),
      signal: () => false,
    };
  } finally {
    for (const { writeEnd } of pipes) closeSync(writeEnd);
  }
  const outputs = fds.flatMap((fd, index) => {
    const source = pipes[index] ?? (fd === STDOUT ? child.stdout : child.stderr);
    return tail && source ? [new Output(source, fd, tail)] : [];
  });
  const signal = (name: NodeJS.Signals): boolean => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return false;
    return asGroup ? signalGroup(child.pid, name) : child.kill(name);
  };
  let timedOut = false;
  let killing: NodeJS.Timeout | undefined;
  const limit =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          signal('SIGTERM');
          killing = setTimeout(() => signal('SIGKILL'), killAfterMs);
        }, timeoutMs);
  const exited = new Promise<Ended>((resolve) => {
    child.once('error', (error) => resolve(notRun(file!, error)));
    child.once('exit', (code, signal) => resolve(endedOf(code, signal, timedOut)));
  });
  const read = exited.then(async (outcome) => {
    clearTimeout(limit);
    clearTimeout(killing);
    // What it has started and did not end with it.
    if (timedOut && asGroup && child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
    await Promise.all(outputs.map((output) => output.read()));
    return outcome;
  });
  const passedOn = read.then(async () => {
    await Promise.all(outputs.map((output) => output.passedOn()));
  });
  const ended = read.then(async (outcome) => {
    let first: NodeJS.Timeout | undefined;
    await Promise.race([
      passedOn,
      new Promise((resolve) => {
        first = setTimeout(resolve, OUTPUT_FIRST_MS);
      }),
    ]);
    clearTimeout(first);
    const problem = outputs.map((output) => output.problem).find(Boolean);
    // As if it had written there itself, and heeded that it could not.
    const isItsEnd = problem && (outcome.code === 0 || outcome.signal === 'SIGPIPE');
    return isItsEnd ? { ...outcome, code: outcome.code || 1, problem } : outcome;
  });
  return { ended, passedOn, signal };
}

interface Outputs {
  readonly stdio: StdioOptions;
  readonly pipes: readonly Pipe[];
  /** Which of this process's outputs are passed on, in the order of the pipes. */
  readonly fds: readonly number[];
}

/** Where the child writes. A terminal is left to it; so is all where no pipe can be made. */
function outputsOf(tail: Tail | undefined): Outputs {
  const inherited: Outputs = { stdio: 'inherit', pipes: [], fds: [] };
  const taken = tail ? [STDOUT, STDERR].filter((fd) => !isatty(fd)) : [];
  if (taken.length === 0) return inherited;
  const has = (fd: number) => taken.includes(fd);
  if (process.platform === 'win32') {
    const of = (fd: number) => (has(fd) ? 'pipe' : 'inherit');
    return { stdio: ['inherit', of(STDOUT), of(STDERR)], pipes: [], fds: taken };
  }
  const fds = taken.length === 2 && isOneOutput() ? [STDOUT] : taken;
  const pipes = makePipes(fds.length);
  if (!pipes) return inherited;
  const out = has(STDOUT) ? pipes[0]!.writeEnd : 'inherit';
  const err = has(STDERR) ? pipes.at(-1)!.writeEnd : 'inherit';
  return { stdio: ['inherit', out, err], pipes, fds };
}

function signalGroup(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

/** Where both outputs are one file or pipe, only one pipe keeps the order of what is written to them. */
function isOneOutput(): boolean {
  try {
    const [out, err] = [fstatSync(STDOUT), fstatSync(STDERR)];
    return out.dev === err.dev && out.ino === err.ino && !out.isCharacterDevice();
  } catch {
    return false;
  }
}

function endedOf(code: number | null, signal: NodeJS.Signals | null, timedOut: boolean): Ended {
  const own = signal === null ? (code ?? 1) : 128 + (constants.signals[signal] ?? 0);
  return { code: timedOut ? TIMED_OUT : own, timedOut, ...(signal !== null && { signal }) };
}

function notRun(file: string, { code, message }: NodeJS.ErrnoException): Ended {
  const problem =
    code === 'ENOENT'
      ? `${file}: command not found`
      : code === 'EACCES'
        ? `${file}: permission denied`
        : `${file}: ${message}`;
  return { code: code === 'ENOENT' ? NOT_FOUND : NOT_EXECUTABLE, timedOut: false, problem };
}
