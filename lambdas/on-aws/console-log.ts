import { inspect } from 'node:util';
import type { Log } from '../../core/ports/log.ts';

/** JSON shows nothing of an error by itself. */
function shown(_name: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  return { name, message, stack, ...(cause !== undefined && { cause }) };
}

/** A line must never fail for what it tells, such as an error that holds its own request. */
function plain(facts: object): object {
  try {
    return JSON.parse(JSON.stringify(facts, shown));
  } catch {
    return { facts: inspect(facts) };
  }
}

/** One object a line: Lambda, told to log JSON, writes it with time, level and request. */
const line =
  (level: keyof Log) =>
  (facts: object, sentence: string): void =>
    console[level]({ message: sentence, ...plain(facts) });

export const consoleLog: Log = {
  debug: line('debug'),
  info: line('info'),
  warn: line('warn'),
  error: line('error'),
};
