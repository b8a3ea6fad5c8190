import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, fstatSync } from 'node:fs';
import { constants } from 'node:os';
import type { Readable } from 'node:stream';
import { isatty } from 'node:tty';
import { Passthrough } from './passthrough.ts';
import type { Tail } from './tail.ts';

export interface Run {
  readonly command: readonly string[];
  /** Gets all that the child says; without one the child writes where this process would. */
  readonly tail?: Tail | undefined;
  /** Milliseconds after which it is ended. */
  readonly timeoutMs?: number | undefined;
  /** Milliseconds from SIGTERM to SIGKILL. */
  readonly killAfterMs: number;
}

export interface Ended {
  /** As a shell would say it. */
  readonly code: number;
  readonly signal?: NodeJS.Signals;
  /** It took longer than it may. */
  readonly timedOut: boolean;
  /** Why it could not be run. */
  readonly problem?: string;
}

export interface Child {
  readonly ended: Promise<Ended>;
  /** Passes a signal on. @returns false where it is over */
  signal(signal: NodeJS.Signals): boolean;
}

const STDOUT = 1;
const STDERR = 2;
/** As of GNU timeout, and of shells. */
const TIMED_OUT = 124;
const NOT_EXECUTABLE = 126;
const NOT_FOUND = 127;
/** What a job leaves behind may hold its output open for ever; so long nothing must have come any more. */
const QUIET_MS = 300;
const SHELL = '/bin/sh';

/** Starts a command at once, with the standard input of this process. */
export function runChild({ command, tail, timeoutMs, killAfterMs }: Run): Child {
  // Ended as a whole, with what it has started, where it may be; on a terminal it must stay in the foreground.
  const asGroup = timeoutMs !== undefined && ![0, STDOUT, STDERR].some((fd) => isatty(fd));
  const isOne = tail !== undefined && isOneOutput();
  const [file, ...args] = isOne ? [SHELL, '-c', 'exec "$@" 2>&1', SHELL, ...command] : command;
  const taken = (fd: number) => (tail && !isatty(fd) ? 'pipe' : 'inherit');
  let child: ChildProcess;
  try {
    child = spawn(file!, args, {
      stdio: ['inherit', taken(STDOUT), isOne ? 'inherit' : taken(STDERR)],
      detached: asGroup,
    });
  } catch (error) {
    // Such as a NUL in an argument.
    return {
      ended: Promise.resolve(notRun(command[0]!, error as NodeJS.ErrnoException)),
      signal: () => false,
    };
  }
  const outputs = [passed(child.stdout, STDOUT, tail), passed(child.stderr, STDERR, tail)];
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
    child.once('error', (error) => resolve(notRun(command[0]!, error)));
    child.once('exit', (code, signal) => resolve(endedOf(code, signal, timedOut)));
  });
  const ended = exited.then(async (outcome) => {
    clearTimeout(limit);
    clearTimeout(killing);
    // What it has started and did not end with it.
    if (timedOut && asGroup && child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
    await Promise.all(outputs.map((output) => output.drained()));
    return outcome;
  });
  return { ended, signal };
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
  if (process.platform === 'win32' || isatty(STDOUT) || !existsSync(SHELL)) return false;
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

/** Passes an output on as it comes. */
function passed(source: Readable | null, fd: number, tail: Tail | undefined) {
  if (!source) return { drained: async () => {} };
  const target = new Passthrough(fd);
  let heardAt = performance.now();
  source.on('data', (chunk: Buffer) => {
    heardAt = performance.now();
    tail?.add(chunk);
  });
  // Whoever read has gone: the job is to notice, as it would if it wrote there itself.
  target.once('error', () => source.destroy());
  source.pipe(target);
  const over = new Promise<void>((resolve) => target.once('close', resolve));
  const quiet = async () => {
    while (target.writableLength > 0 || performance.now() - heardAt < QUIET_MS) {
      await new Promise((resolve) => setTimeout(resolve, QUIET_MS / 10));
    }
  };
  return {
    async drained() {
      heardAt = performance.now();
      await Promise.race([over, quiet()]);
      source.destroy();
    },
  };
}
