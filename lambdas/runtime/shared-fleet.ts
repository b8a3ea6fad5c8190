import type { Kind } from '../../core/monitor/ref.ts';
import { DAY_MS } from '../../core/monitor/uptime.ts';
import { type FleetReading, type FleetStore, readFleet, uptimesOf } from '../../core/paths/read-fleet.ts';
import { readOwnGaps } from '../../core/paths/read-own-gaps.ts';
import type { Clock } from '../../core/ports/clock.ts';

interface Shared {
  readonly reading: Promise<FleetReading>;
  /** Infinity while it is under way. */
  until: number;
}

const SHARED_MS = 1_000;
/** Lists show no uptime of more than 30 days. */
const LONGEST_UPTIME_MS = 30 * DAY_MS;

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
    const views = await readFleet(this.store, kinds, at);
    const [uptimes, gaps] = await Promise.all([
      uptimesOf(this.store, views),
      readOwnGaps(this.store, at - LONGEST_UPTIME_MS, at),
    ]);
    return { at, views, uptimes, gaps };
  }
}
