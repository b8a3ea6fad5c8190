import { expect } from '@jest/globals';
import { ChannelNotReady } from '../../core/ports/channel.ts';

/** The wait that `work` ends in; it must be one. */
export async function notReadyOf(work: () => unknown): Promise<ChannelNotReady> {
  const error = await Promise.resolve()
    .then(work)
    .then(
      (result) => new Error(`ready: ${String(result)}`),
      (reason: unknown) => reason,
    );
  expect(error).toBeInstanceOf(ChannelNotReady);
  return error as ChannelNotReady;
}
