import type { Store } from '../core/ports/store.ts';

/** The store of this process, whatever it is kept in. */
export interface HomeStore extends Store {
  /** Removes what is beyond its retention. Call it now and then. */
  purge(now: number): Promise<unknown>;
  /** Nothing that was answered is lost by it. */
  close(): Promise<void>;
}
