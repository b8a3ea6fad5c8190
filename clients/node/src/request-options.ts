import type { Patience } from './retrying.ts';

export interface RequestOptions extends Partial<Patience> {
  /** Calls it off. */
  readonly signal?: AbortSignal | undefined;
  /** Bytes of an answer that are read at most: 1,000,000 by default. */
  readonly mostBytes?: number;
  /**
   * Whether it does no harm if it arrives twice. By default all does but `POST`, which may make something: that is not
   * tried again where it may have arrived.
   */
  readonly repeatable?: boolean;
}
