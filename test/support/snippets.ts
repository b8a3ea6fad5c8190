import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { describe } from '@jest/globals';

const works = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

/** Tests that need a command of the machine; where it is missing they are skipped, and the output says why. */
const describeIf = (isThere: boolean, missing: string): typeof describe | typeof describe.skip => {
  if (isThere) return describe;
  process.stdout.write(`Skipped: ${missing}\n`);
  return describe.skip;
};

export const describeWithCurl = () => describeIf(works('curl', '--version'), 'curl is not installed');

export const describeWithPython = () =>
  describeIf(works('python3', '-c', 'import requests'), 'python3 with requests is not installed');

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a line as cron or a Docker health check does. */
export const runShell = (line: string): Promise<Ran> => ended(spawn('/bin/sh', ['-c', line]));

/** Runs a script to its end. */
export const runPython = (script: string, env: Record<string, string> = {}): Promise<Ran> =>
  ended(python(script, env));

/** Runs a script that would never end until it has said `words`. @returns all that it said. */
export async function pythonUntil(words: string, script: string, withinMs: number): Promise<string> {
  const child = python(script, {});
  let out = '';
  const exit = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const timeout = setTimeout(() => child.kill(), withinMs);
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      out += chunk;
      if (out.includes(words)) child.kill();
    });
  }
  await exit;
  clearTimeout(timeout);
  return out;
}

const python = (script: string, env: Record<string, string>): ChildProcess =>
  spawn('python3', ['-u', '-c', script], { env: { ...process.env, ...env } });

function ended(child: ChildProcess): Promise<Ran> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
