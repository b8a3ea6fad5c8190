import { afterEach, beforeEach, describe } from '@jest/globals';
import type { Clock } from '../../core/ports/clock.ts';
import type { Store } from '../../core/ports/store.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { T0 } from '../support/monitors.ts';
import { describeChanges } from './contract/changes.ts';
import { describeChannels } from './contract/channels.ts';
import { describeDeliveries } from './contract/deliveries.ts';
import { describeDeliveryLists } from './contract/delivery-lists.ts';
import { describeHistory } from './contract/history.ts';
import { describeInterleavings } from './contract/interleavings.ts';
import { describeLists } from './contract/lists.ts';
import { describeModel } from './contract/model.ts';
import { describeOutbox } from './contract/outbox.ts';
import { describeOwnState } from './contract/own-state.ts';
import { describeRemoval } from './contract/removal.ts';
import { describeSteadyBeats } from './contract/steady-beats.ts';
import type { StoreUnderTest } from './contract/store-under-test.ts';

/** How a test gets an empty store, and gives it back. */
export interface StoreFactory {
  open(clock: Clock): Promise<Store>;
  close(store: Store): Promise<void>;
}

/** Everything that the ports say of a store. Every adapter must pass it as it is. */
export function describeStore(name: string, factory: StoreFactory): void {
  describe(`${name} keeps the contract of a store`, () => {
    let store: Store;
    let clock: ManualClock;
    beforeEach(async () => {
      clock = new ManualClock(T0);
      store = await factory.open(clock);
    });
    afterEach(() => factory.close(store));

    const underTest: StoreUnderTest = {
      get store() {
        return store;
      },
      get clock() {
        return clock;
      },
    };
    describeSteadyBeats(underTest);
    describeChanges(underTest);
    describeInterleavings(underTest);
    describeOutbox(underTest);
    describeLists(underTest);
    describeHistory(underTest);
    describeRemoval(underTest);
    describeDeliveries(underTest);
    describeDeliveryLists(underTest);
    describeChannels(underTest);
    describeOwnState(underTest);
    describeModel(underTest);
  });
}
