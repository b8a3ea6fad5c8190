import type { Store } from '../../../core/ports/store.ts';
import type { ManualClock } from '../../support/manual-clock.ts';

/** What each test of the contract works with: a fresh store, and a clock at T0. */
export interface StoreUnderTest {
  readonly store: Store;
  readonly clock: ManualClock;
}
