import type { Patience } from './retrying.ts';

export interface RequestOptions extends Partial<Patience> {
  /** Calls it off. */
  readonly signal?: AbortSignal | undefined;
}
