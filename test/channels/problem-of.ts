import { expect } from '@jest/globals';
import { OutgoingError } from '../../adapters/outgoing/outgoing-error.ts';

/** The problem that `work` ends in; its text must bear no secret. */
export async function problemOf(work: Promise<unknown>): Promise<OutgoingError> {
  const error = await work.then(
    () => new Error('nothing was refused'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(OutgoingError);
  expect(String((error as Error).stack)).not.toMatch(/secret/);
  return error as OutgoingError;
}
