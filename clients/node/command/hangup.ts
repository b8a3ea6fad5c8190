import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { isatty } from 'node:tty';

const SIGHUP_BIT = 1n;
const NOHUP = '/usr/bin/nohup';

/**
 * Whether somebody wants the job to outlive its terminal. Node forgets which signals were ignored when it started, so
 * this asks what is still known: which command the shell started, and what the parent ignores.
 */
export function isHangupIgnored(): boolean {
  if (basename(process.env._ ?? '') === 'nohup') return true;
  try {
    const status = readFileSync(`/proc/${process.ppid}/status`, 'latin1');
    const ignored = /^SigIgn:\s*([0-9a-f]+)/m.exec(status)?.[1] ?? '0';
    return (BigInt(`0x${ignored}`) & SIGHUP_BIT) !== 0n;
  } catch {
    return false;
  }
}

/** The same command, such that it ignores SIGHUP; Node starts every child with no signal ignored. */
export function ignoringHangup(command: readonly string[]): readonly string[] {
  // That one would lead a terminal away.
  const isLeftAlone = [0, 1, 2].some((fd) => isatty(fd)) || command[0]!.startsWith('-');
  return isLeftAlone || !existsSync(NOHUP) ? command : [NOHUP, ...command];
}
