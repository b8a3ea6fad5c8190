import { destination, pino } from 'pino';
import pretty from 'pino-pretty';
import type { Log } from '../core/ports/log.ts';

/** Structured lines on standard error: JSON for machines, in words on a terminal. */
export function createLog(level: string): Log {
  const stream = process.stderr.isTTY
    ? pretty({ destination: 2, translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname', sync: true })
    : destination({ dest: 2, sync: true });
  const redact = ['*.headers.authorization', '*.headers["x-api-key"]', '*.headers.cookie', '*.cookies'];
  return pino({ level, redact }, stream);
}
