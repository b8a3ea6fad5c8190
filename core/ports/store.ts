import type { ChannelStore } from './channel-store.ts';
import type { DeliveryStore } from './delivery-store.ts';
import type { HearingStore } from './hearing-store.ts';
import type { HistoryStore } from './history-store.ts';
import type { KeyStore } from './key-store.ts';
import type { MonitorStore } from './monitor-store.ts';

/** Everything one home remembers: each adapter implements it whole, and one contract suite tests them all. */
export interface Store
  extends MonitorStore,
    HistoryStore,
    HearingStore,
    KeyStore,
    DeliveryStore,
    ChannelStore {}
