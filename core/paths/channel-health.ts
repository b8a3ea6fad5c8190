import { ownerAddress } from '../alerts/owner-channel.ts';
import type { ChannelHealth, ChannelStore } from '../ports/channel-store.ts';
import type { Log } from '../ports/log.ts';

export interface HealthDeps {
  readonly store: Pick<ChannelStore, 'noteChannelHealth'>;
  readonly log: Log;
}

/** People look at it now and then: a write for each of many deliveries would tell them no more. */
const ONE_EACH_MS = 10_000;

/** Writes down when channels showed that they work, and when not: each at most every 10 s for each process. */
export class HealthNotes {
  private readonly deps: HealthDeps;
  private readonly notedAt = new Map<string, number>();

  constructor(deps: HealthDeps) {
    this.deps = deps;
  }

  /** A delivery came through. Never rejects: it is a note, no more. */
  async proved(channel: string, at: number): Promise<void> {
    await this.note(channel, 'proved', at, { provedAt: at, provedBy: 'delivery' });
  }

  /** A delivery failed; `failure` bears no secret. Never rejects. */
  async failed(channel: string, at: number, failure: string): Promise<void> {
    await this.note(channel, 'failed', at, { failedAt: at, failure });
  }

  private async note(channel: string, what: string, at: number, health: ChannelHealth): Promise<void> {
    const key = `${what} ${channel}`;
    // Owners are people, not channels that somebody looks after.
    if (ownerAddress(channel) !== undefined || at - (this.notedAt.get(key) ?? 0) < ONE_EACH_MS) return;
    this.notedAt.set(key, at);
    try {
      await this.deps.store.noteChannelHealth(channel, health);
    } catch (error) {
      this.deps.log.warn({ err: error, channel }, 'The health of a channel could not be noted');
    }
  }
}
