// What the API answers, as far as the dashboard reads it; docs/openapi.json has all of it.
import type { ChannelType } from '../../../core/alerts/channel-target.ts';
import type { Wants } from '../../../core/alerts/wants.ts';
import type { Kind } from '../../../core/monitor/ref.ts';
import type { SignalType } from '../../../core/monitor/signal.ts';
import type { Reason, ShownStatus } from '../../../core/monitor/status.ts';

export type Shown = Exclude<ShownStatus, 'closed'>;

export interface UptimePercents {
  readonly day: number | null;
  readonly week: number | null;
  readonly month: number | null;
}

export interface StatusRow {
  readonly kind: Kind;
  readonly id: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly owner: string | null;
  readonly status: Shown;
  readonly reason: Reason;
  readonly since: string;
  readonly lastHeartbeat: string | null;
  readonly expectedAt: string | null;
  readonly downAfter: string | null;
  readonly runningSince: string | null;
  readonly uptime: UptimePercents;
  readonly message: string | null;
}

export type Counts = Readonly<Record<Shown | 'total', number>>;

export interface StatusAnswer {
  readonly timestamp: string;
  readonly summary: Counts;
  readonly services: readonly StatusRow[];
  readonly cursor: string | null;
}

export type Schedule =
  | { readonly type: 'none' }
  | { readonly type: 'interval'; readonly intervalSeconds: number; readonly graceSeconds: number }
  | {
      readonly type: 'cron';
      readonly expression: string;
      readonly timezone: string;
      readonly graceSeconds: number;
    };

export interface OpenRun {
  readonly runId: string | null;
  readonly announcedAt: string | null;
  readonly startedAt: string | null;
  readonly lastHeartbeat: string | null;
  readonly mustEndBy: string | null;
  readonly mustBeHeardBy: string | null;
}

export interface MonitorAnswer extends Omit<StatusRow, 'owner' | 'runningSince'> {
  readonly why: string;
  readonly createdAt: string;
  readonly description: string | null;
  readonly owner: { readonly email: string | null; readonly alertUserId: string | null } | null;
  readonly source: 'api' | 'file';
  readonly requiresKey: boolean;
  readonly schedule: Schedule;
  readonly expectFromStart: boolean;
  readonly failureThreshold: number;
  readonly recoveryThreshold: number;
  readonly maxRuntimeSeconds: number | null;
  readonly runSilenceSeconds: number | null;
  readonly retentionSeconds: number | null;
  readonly channels: readonly string[];
  readonly vitals: Readonly<Record<string, string | number>> | null;
  readonly details: Readonly<Record<string, unknown>> | null;
  readonly openRuns: readonly OpenRun[];
}

export interface Beat {
  readonly timestamp: string;
  readonly type: SignalType;
  readonly message: string | null;
  readonly metadata: unknown;
  readonly runId: string | null;
  readonly durationSeconds: number | null;
}

export interface TransitionEntry {
  readonly sequence: number;
  readonly timestamp: string;
  readonly from: ShownStatus;
  readonly to: ShownStatus;
  readonly reason: Reason;
  readonly secondsBefore: number;
  readonly message: string | null;
}

export interface RunEntry {
  readonly runId: string | null;
  readonly outcome: 'succeeded' | 'failed' | 'lost';
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly durationSeconds: number | null;
  readonly message: string | null;
}

export interface UptimeWindow {
  readonly upSeconds: number;
  readonly downSeconds: number;
  readonly percent: number | null;
  readonly outages: number;
}

export interface UptimeAnswer {
  readonly windows: Readonly<Record<'day' | 'week' | 'month' | 'quarter', UptimeWindow>>;
  readonly months: readonly (UptimeWindow & { readonly month: string })[];
}

export type Outcome = 'alive' | 'degraded' | 'failed' | 'succeeded' | 'running' | 'missed';

/** One beat or run; `seconds` since the beat before, or of the run. */
export interface Bar {
  readonly at: string;
  readonly outcome: Outcome;
  readonly seconds: number | null;
}

export interface RecentAnswer {
  readonly monitors: readonly { readonly kind: Kind; readonly id: string; readonly bars: readonly Bar[] }[];
}

export interface SystemAnswer {
  readonly hearing: {
    readonly heardAt: string | null;
    /** The last one; `to` is null while it lasts. */
    readonly gap: { readonly from: string; readonly to: string | null } | null;
  };
  readonly sweep: { readonly at: string | null; readonly overdue: boolean };
  readonly deliveries: {
    readonly pending: number;
    readonly failed: number;
    readonly oldestPendingAt: string | null;
  };
  readonly store: 'ok' | 'failing';
  readonly version: string;
}

export interface Session {
  readonly role: 'admin' | 'writer' | 'reader' | null;
  readonly name: string | null;
  readonly expires: string | null;
  readonly access: 'public' | 'private';
}

export interface KeyEntry {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly created: string;
  readonly last_used: string | null;
  readonly expires: string | null;
  readonly retiring: readonly { readonly expires: string | null }[];
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly type: ChannelType;
  readonly read_only: boolean;
  readonly enabled: boolean;
  readonly default: boolean;
  readonly wants: Wants;
  /** What is no secret. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The names of those that are set. */
  readonly secrets: readonly string[];
  readonly leads_to: string;
  readonly version: number | null;
  readonly proved: { readonly at: string; readonly by: 'delivery' | 'test' } | null;
  readonly failed: { readonly at: string; readonly answer: string | null } | null;
}

export interface ChannelTest {
  readonly ok: boolean;
  readonly answer: string;
  readonly took_ms: number;
}

export interface Audience {
  readonly hears: readonly {
    readonly channel: string;
    readonly name: string;
    readonly type: ChannelType;
    readonly reason: string;
  }[];
  readonly silent: readonly { readonly channel: string; readonly reason: string }[];
  readonly owner_note: string | null;
}

export type DeliveryState = 'pending' | 'delivered' | 'superseded' | 'failed';

export interface Delivery {
  readonly id: string;
  readonly channel: string;
  readonly monitor: { readonly kind: Kind; readonly id: string; readonly name: string };
  readonly transition: {
    readonly from: ShownStatus;
    readonly to: ShownStatus;
    readonly reason: Reason;
    readonly at: string;
  };
  readonly status: DeliveryState;
  readonly attempts: number;
  readonly created: string;
  readonly next_attempt: string | null;
  readonly settled: string | null;
  readonly answer: string | null;
}

export interface DeliveryPage {
  readonly deliveries: readonly Delivery[];
  readonly cursor: string | null;
}
