import { ChannelNotReady, ChannelRefused } from '../../core/ports/channel.ts';
import type { ChannelStore } from '../../core/ports/channel-store.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { ManagedChannels } from './managed-channels.ts';
import type { Runtime, TestedChannel } from './runtime.ts';

export interface TestChannelDeps {
  readonly channels: ManagedChannels;
  readonly store: Pick<ChannelStore, 'noteChannelHealth'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Tests are sent past all pacing, switched off or not, and noted in the channel's health. */
export const createChannelTester =
  (deps: TestChannelDeps): Runtime['testChannel'] =>
  async (id) => {
    const { channels, store, clock } = deps;
    // Whoever tries one may have added it just now, and elsewhere.
    channels.changed();
    const known = (await channels.known()).find((channel) => channel.id === id);
    if (!known) return undefined;
    const began = clock.now();
    const outcome = await attempt(deps, id, known.name, began);
    const now = clock.now();
    await store.noteChannelHealth(
      id,
      outcome.ok ? { provedAt: now, provedBy: 'test' } : { failedAt: now, failure: outcome.answer },
    );
    return { ...outcome, tookMs: now - began };
  };

async function attempt(
  { channels, log }: TestChannelDeps,
  id: string,
  name: string,
  at: number,
): Promise<Omit<TestedChannel, 'tookMs'>> {
  try {
    const channel = await channels.openForTest(id);
    if (!channel) return { ok: false, answer: 'There is no such channel any more' };
    return { ok: true, answer: await channel.send({ type: 'test', channel: name, at }) };
  } catch (error) {
    if (error instanceof ChannelRefused || error instanceof ChannelNotReady) {
      return { ok: false, answer: error.message };
    }
    log.error({ err: error, channel: id }, 'A test of a channel failed');
    return { ok: false, answer: 'The channel failed unexpectedly' };
  }
}
