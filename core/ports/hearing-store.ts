import type { ClosedGap, Hearing } from '../monitor/hearing.ts';

export interface StoredHearing {
  readonly hearing: Hearing;
  /** Raised by every write; 0 where nothing is stored yet. */
  readonly version: number;
}

/** What the system knows of itself: when it last heard, and when it last swept. */
export interface HearingStore {
  readHearing(): Promise<StoredHearing>;
  /** Writes IF the stored version is the one read. */
  writeHearing(hearing: Hearing, readVersion: number): Promise<boolean>;
  /** Keeps a gap that is over, for 400 days: uptime counts none of it. The same one may be kept twice. */
  keepGap(gap: ClosedGap): Promise<void>;
  /** The gaps that ended after `since`, by their ends; they may overlap. */
  gapsSince(since: number): Promise<readonly ClosedGap[]>;
  /** A sweep that began at `at` is through. Never moves backwards. */
  markSweep(at: number): Promise<void>;
  lastSweepAt(): Promise<number | undefined>;
}
