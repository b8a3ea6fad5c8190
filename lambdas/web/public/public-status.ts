import type { MonitorRef } from '../../../core/monitor/ref.ts';
import { KINDS, subjectOf } from '../../../core/monitor/ref.ts';
import { DAY_MS } from '../../../core/monitor/uptime.ts';
import { UPTIME_WINDOWS } from '../../../core/monitor/uptime-figures.ts';
import type { FleetReading, FleetView } from '../../../core/paths/read-fleet.ts';
import { readOwnGaps } from '../../../core/paths/read-own-gaps.ts';
import type { BrowserRuntime } from '../../runtime/runtime.ts';
import { sharedFor } from '../../runtime/shared-for.ts';

/** So many days are shown. */
export const SHOWN_DAYS = UPTIME_WINDOWS.quarter;

/** Whoever asks and however often: for strangers the fleet is read no more often than this. */
const SHARED_MS = 15_000;

/** Monitors with one tag, worst first. */
export interface PublicGroup {
  readonly tag: string;
  readonly views: readonly FleetView[];
}

/** What everybody may see of the fleet at one moment. */
export class PublicReading implements FleetReading {
  readonly at: number;
  readonly gaps: FleetReading['gaps'];
  /** What may be seen at all, worst first. */
  readonly views: readonly FleetView[];
  /** Each of the status page's tags that is borne; a monitor with several stands with the first of them. */
  readonly groups: readonly PublicGroup[];
  readonly #tags: ReadonlySet<string> | undefined;
  readonly #bySubject: ReadonlyMap<string, FleetView>;

  /** @param tags of the status page, in its order. @param isOpen true: reading is public */
  constructor({ at, views, gaps }: FleetReading, tags: readonly string[], isOpen: boolean) {
    this.at = at;
    this.gaps = gaps;
    const groups = new Map<string, FleetView[]>(tags.map((tag) => [tag, []]));
    for (const view of views) {
      const tag = tags.find((one) => view.monitor.config.tags.includes(one));
      if (tag !== undefined) groups.get(tag)!.push(view);
    }
    this.groups = [...groups].flatMap(([tag, of]) => (of.length > 0 ? [{ tag, views: of }] : []));
    this.views = isOpen
      ? views
      : views.filter(({ monitor }) => tags.some((tag) => monitor.config.tags.includes(tag)));
    this.#tags = isOpen ? undefined : new Set(tags);
    this.#bySubject = new Map(this.views.map((view) => [subjectOf(view.monitor), view]));
  }

  monitor(ref: MonitorRef): FleetView | undefined {
    return this.#bySubject.get(subjectOf(ref));
  }

  /** Empty where nobody bears the tag, or strangers may not know of it. */
  tagged(tag: string): readonly FleetView[] {
    if (this.#tags && !this.#tags.has(tag)) return [];
    return this.views.filter(({ monitor }) => monitor.config.tags.includes(tag));
  }
}

type PublicRuntime = Pick<BrowserRuntime, 'fleet' | 'store' | 'clock' | 'settings'>;

/** The fleet for those who bear no key. */
export class PublicStatus {
  /** @throws StoreUnavailable */
  readonly read: () => Promise<PublicReading>;

  constructor(runtime: PublicRuntime) {
    this.read = sharedFor(runtime.clock, SHARED_MS, () => readPublic(runtime));
  }
}

async function readPublic({ fleet, store, settings }: PublicRuntime): Promise<PublicReading> {
  const reading = await fleet.read(KINDS);
  const gaps = await readOwnGaps(store, reading.at - SHOWN_DAYS * DAY_MS, reading.at);
  const { statusPage, dashboardAccess } = settings;
  return new PublicReading({ ...reading, gaps }, statusPage?.tags ?? [], dashboardAccess === 'public');
}
