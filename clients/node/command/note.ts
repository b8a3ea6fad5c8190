import { writeSync } from 'node:fs';
import { ownDescriptor } from './own-descriptor.ts';

const STDERR = 2;

/**
 * Says something on standard error, or does not where it cannot be written. Not by `process.stderr`: that changes the
 * descriptor for the job too, which then loses output, and ends this process where nobody reads.
 */
export function note(words: string): void {
  try {
    writeSync(ownDescriptor(STDERR), `heartbeat: ${words}\n`);
  } catch {
    // Nobody is there to be told.
  }
}
