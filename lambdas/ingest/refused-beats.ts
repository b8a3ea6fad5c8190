import { accepts, type Credential } from '../../core/monitor/credential.ts';
import { type MonitorRef, subjectOf } from '../../core/monitor/ref.ts';
import type { Log } from '../../core/ports/log.ts';
import type { MonitorStore } from '../../core/ports/monitor-store.ts';
import { RateLimiter } from '../runtime/rate-limiter.ts';
import type { Limited } from '../runtime/rate-limits.ts';

export interface RefusedBeat {
  readonly ref: MonitorRef;
  readonly credential: Credential;
  readonly limited: Limited;
}

/**
 * Says in the log that beats are refused which would have counted: at most once a minute per monitor, or per key
 * where that is the limit. Strangers' beats are their own affair.
 */
export class RefusedBeats {
  private readonly told = new RateLimiter({ perMinute: 1, burst: 1 });
  private readonly store: Pick<MonitorStore, 'read'>;
  private readonly log: Log;

  constructor(store: Pick<MonitorStore, 'read'>, log: Log) {
    this.store = store;
    this.log = log;
  }

  /** @throws StoreUnavailable */
  async tell(refused: readonly RefusedBeat[], now: number): Promise<void> {
    await Promise.all(refused.map((beat) => this.tellOne(beat, now)));
  }

  private async tellOne({ ref, credential, limited }: RefusedBeat, now: number): Promise<void> {
    const { keyId } = credential;
    const monitor = subjectOf(ref);
    // A stranger must not use up the turn of those whose beats count.
    const turn = limited.by === 'key' ? `key ${keyId}` : `${monitor} ${keyId ?? ''}`;
    if (this.told.take(turn, now) > 0) return;
    if (limited.by === 'monitor' && !(await this.counts(ref, credential))) return;
    const facts =
      limited.by === 'key' ? { keyId, limit: limited.sentence } : { monitor, limit: limited.sentence };
    this.log.warn(facts, 'Heartbeats are refused: they come too fast');
  }

  private async counts(ref: MonitorRef, credential: Credential): Promise<boolean> {
    const monitor = await this.store.read(ref);
    return monitor !== undefined && monitor.status !== 'closed' && accepts(monitor, credential);
  }
}
