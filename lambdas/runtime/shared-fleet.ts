import type { Kind } from '../../core/monitor/ref.ts';
import { type FleetReading, type FleetStore, readFleet, withUptimes } from '../../core/paths/read-fleet.ts';
import { LISTED_UPTIME_MS, readOwnGaps } from '../../core/paths/read-own-gaps.ts';
import type { Clock } from '../../core/ports/clock.ts';

interface Shared {
  readonly reading: Promise<FleetReading>;
  /** Infinity while it is under way. */
  until: number;
}

const SHARED_MS = 1_000;

/** The fleet as it was at most a second ago: however many look at it, it is read once a second. */
export class SharedFleet {
  private readonly readings = new Map<string, Shared>();
  private readonly store: FleetStore;
  private readonly clock: Clock;

  constructor(store: FleetStore, clock: Clock) {
    this.store = store;
    this.clock = clock;
  }

  /** @throws StoreUnavailable */
  read(kinds: readonly Kind[]): Promise<FleetReading> {
    const now = this.clock.now();
    for (const [name, { until }] of this.readings) if (until <= now) this.readings.delete(name);
    const name = kinds.join(' ');
    return (this.readings.get(name) ?? this.begin(name, kinds, now)).reading;
  }

  /** After a change that whoever made it wants to see. */
  drop(): void {
    this.readings.clear();
  }

  private begin(name: string, kinds: readonly Kind[], at: number): Shared {
    const shared: Shared = { reading: this.readNow(kinds, at), until: Infinity };
    this.readings.set(name, shared);
    const end = (until: number): void => {
      shared.until = until;
    };
    shared.reading.then(
      () => end(this.clock.now() + SHARED_MS),
      () => end(0),
    );
    return shared;
  }

  private async readNow(kinds: readonly Kind[], at: number): Promise<FleetReading> {
    const [views, gaps] = await Promise.all([
      withUptimes(this.store, await readFleet(this.store, kinds, at)),
      readOwnGaps(this.store, at - LISTED_UPTIME_MS, at),
    ]);
    return { at, views, gaps };
  }
}
