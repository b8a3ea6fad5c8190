import { StoreUnavailable } from '../../core/ports/monitor-store.ts';

export const SQLITE_BUSY = 5;

/** SQLite's primary result codes that speak of the disk, the file or the memory, and not of the statement. */
const ENVIRONMENT: ReadonlySet<number> = new Set([
  SQLITE_BUSY,
  6, // LOCKED
  7, // NOMEM
  8, // READONLY
  10, // IOERR
  11, // CORRUPT
  13, // FULL
  14, // CANTOPEN
  15, // PROTOCOL
  22, // NOLFS
  23, // AUTH
  26, // NOTADB
]);

/** The primary result code of an error of node:sqlite; undefined for any other error. */
export function resultCodeOf(error: unknown): number | undefined {
  const code = propertyOf(error, 'errcode');
  // The upper bits of an extended code say more about the same thing.
  return typeof code === 'number' ? code & 0xff : undefined;
}

// Not by `instanceof`: errors of Node's own modules come from another realm where tests run.
const propertyOf = (error: unknown, name: 'code' | 'errcode' | 'message'): unknown =>
  typeof error === 'object' && error !== null ? (error as Record<string, unknown>)[name] : undefined;

/** Whether the store failed, rather than the operation itself. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof StoreUnavailable) return true;
  const code = resultCodeOf(error);
  return code !== undefined && ENVIRONMENT.has(code);
}

export function unavailable(cause: unknown): StoreUnavailable {
  if (cause instanceof StoreUnavailable) return cause;
  return new StoreUnavailable(`The database cannot be used: ${propertyOf(cause, 'message')}`, { cause });
}

/** A read on the writing connection, with SQLite's failures told in the port's words. */
export async function reading<T>(read: () => T): Promise<T> {
  try {
    return read();
  } catch (error) {
    throw isUnavailable(error) || isClosed(error) ? unavailable(error) : error;
  }
}

/** Node says this of a statement whose connection was closed. */
const isClosed = (error: unknown): boolean => propertyOf(error, 'code') === 'ERR_INVALID_STATE';
