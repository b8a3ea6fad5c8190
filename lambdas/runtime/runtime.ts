import type { KeyRing } from '../../core/paths/key-ring.ts';
import type { ChannelDirectory } from '../../core/ports/channel-directory.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { SecretBox } from '../../core/ports/secret-box.ts';
import type { Store } from '../../core/ports/store.ts';
import type { TicketQueue } from '../../core/ports/ticket-queue.ts';
import type { LimitsPerMinute } from './limits.ts';
import type { SharedFleet } from './shared-fleet.ts';

/** What every HTTP handler works with; each home composes it once per process. */
export interface HttpRuntime {
  readonly store: Store;
  readonly queue: TicketQueue;
  readonly clock: Clock;
  readonly keys: KeyRing;
  readonly fleet: SharedFleet;
  readonly log: Log;
  /** Time that a beat received before a deadline may take to the store, ms. */
  readonly settleMs: number;
  readonly settings: HttpSettings;
  /** SHA-256 of a key as lower-case hex. */
  readonly hash: (key: string) => string;
  /** A new key of 256 bits with the product's prefix. */
  readonly newKey: () => string;
}

/** What `manage` works with besides. Whoever takes heartbeats or shows pages knows nothing of channels. */
export interface Runtime extends HttpRuntime {
  readonly channels: ChannelDirectory;
  /** Seals what channels must keep and never show; whoever answers requests cannot open it. */
  readonly secrets: Pick<SecretBox, 'seal'>;
  /**
   * Sends a test through a channel at once and notes the outcome in its health.
   * @returns what the receiver said, without secrets; undefined where there is no such channel.
   */
  readonly testChannel: (id: string) => Promise<TestedChannel | undefined>;
}

export interface TestedChannel {
  /** Whether the receiver took it. */
  readonly ok: boolean;
  readonly answer: string;
  readonly tookMs: number;
}

export interface HttpSettings {
  /** Whether the status can be read without a key. */
  readonly dashboardAccess: 'public' | 'private';
  /** True: receivers of alerts may stand in the operator's own network, without TLS. */
  readonly allowPrivateTargets: boolean;
  /** The address that users reach us by, without a slash at its end. */
  readonly publicUrl: string;
  /** False only for load tests. */
  readonly rateLimit: LimitsPerMinute | false;
  /** Where canaries come steadily: a longer pause between two is a gap in our hearing, ms. */
  readonly longestCanaryPauseMs?: number | undefined;
  /**
   * When whatever sweeps and sings here began, epoch ms: until it had its time, an old sweep is nobody's fault. 0 where
   * it does not begin with this process.
   */
  readonly watchedSince: number;
  /** A sweep older than this is reported as failing by /health, ms. */
  readonly sweepOverdueMs: number;
}
