import { type Hearing, openGap } from '../../../core/monitor/hearing.ts';
import type { OwnGaps } from '../../../core/monitor/own-gaps.ts';
import { DAY_MS } from '../../../core/monitor/uptime.ts';
import { labelsOf } from '../exposition.ts';
import { type Metric, sampleIf, secondsOf } from '../metric.ts';

/** What the system knows of itself. */
export interface OwnReading {
  readonly at: number;
  readonly hearing: Hearing;
  /** Of the last 30 days. */
  readonly gaps: OwnGaps;
  readonly sweptAt: number | undefined;
  readonly sweepOverdue: boolean;
  readonly storeFails: boolean;
  readonly version: string;
}

const WINDOW_DAYS = { day: 1, week: 7, month: 30 } as const;

const gauge = (name: string, help: string, samples: Metric<OwnReading>['samples']): Metric<OwnReading> => ({
  name,
  type: 'gauge',
  help,
  samples,
});

/** Whether Heartbeat Central itself is well. */
export const OWN_METRICS: readonly Metric<OwnReading>[] = [
  gauge('heartbeat_central_build_info', 'Always 1: the release that runs.', ({ version }) => [
    { labels: labelsOf({ version }), value: 1 },
  ]),
  gauge(
    'heartbeat_central_time_seconds',
    'The time of this reading by the clock that all other moments here are of.',
    ({ at }) => [{ labels: '', value: at / 1_000 }],
  ),
  gauge(
    'heartbeat_central_hearing',
    '1 while our own heartbeats are heard, 0 while a gap in our hearing lasts.',
    ({ hearing }) => [{ labels: '', value: openGap(hearing) ? 0 : 1 }],
  ),
  gauge(
    'heartbeat_central_heard_timestamp_seconds',
    'When our own heartbeat was heard last; absent if never.',
    ({ hearing }) => sampleIf('', secondsOf(hearing.heardAt)),
  ),
  gauge(
    'heartbeat_central_hearing_gap_seconds',
    'How much of the last 24 hours, 7 and 30 days we could not hear.',
    ({ gaps, at }) =>
      Object.entries(WINDOW_DAYS).map(([window, days]) => ({
        labels: labelsOf({ window }),
        value: gaps.within(at - days * DAY_MS, at) / 1_000,
      })),
  ),
  gauge(
    'heartbeat_central_sweep_timestamp_seconds',
    'When silence was looked for last, as a safety net under the timers; absent if never.',
    ({ sweptAt }) => sampleIf('', secondsOf(sweptAt)),
  ),
  gauge(
    'heartbeat_central_sweep_age_seconds',
    'How long ago that was when this was read.',
    ({ sweptAt, at }) => sampleIf('', sweptAt === undefined ? undefined : Math.max(0, at - sweptAt) / 1_000),
  ),
  gauge('heartbeat_central_sweep_overdue', '1 if three sweeps in a row are missing.', ({ sweepOverdue }) => [
    { labels: '', value: sweepOverdue ? 1 : 0 },
  ]),
  gauge('heartbeat_central_store_failing', '1 if what is heard could not be stored.', ({ storeFails }) => [
    { labels: '', value: storeFails ? 1 : 0 },
  ]),
];
