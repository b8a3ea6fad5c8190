import { expect } from '@jest/globals';
import { ChannelRefused } from '../../core/ports/channel.ts';

/** The refusal that `work` ends in; it must be one, and bear no secret. */
export async function refusalOf(work: () => unknown): Promise<ChannelRefused> {
  const error = await Promise.resolve()
    .then(work)
    .then(
      (result) => new Error(`not refused, but: ${String(result)}`),
      (reason: unknown) => reason,
    );
  expect(error).toBeInstanceOf(ChannelRefused);
  const refused = error as ChannelRefused;
  expect(`${refused.message} ${refused.stack} ${String(refused.cause)}`).not.toMatch(/secret/i);
  expect(refused.message).toMatch(/^\S.*\.$/);
  return refused;
}
