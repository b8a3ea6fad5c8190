import { downAfter } from '../../http/down-after.ts';
import { type UptimePercents, uptimeOf } from '../../http/uptime-percents.ts';
import { labelsOf } from '../exposition.ts';
import { type Sample, sampleIf, secondsOf } from '../metric.ts';
import { STATUS_CODES, statusCode } from '../status-code.ts';
import { type MonitorMetric, ofEach, type ShownMonitor } from './shown-monitor.ts';

const CODES = Object.entries(STATUS_CODES)
  .map(([status, code]) => `${code} ${status}`)
  .join(', ');

/** `,prod,eu,`: one of them is found by `tags=~".*,prod,.*"`, whatever the others are. */
const tagsOf = (tags: readonly string[]): string => (tags.length === 0 ? '' : `,${tags.join(',')},`);

function infoOf({ view: { monitor }, labels, withOwners }: ShownMonitor): readonly Sample[] {
  const { name, tags, owner } = monitor.config;
  const more = labelsOf({
    name,
    tags: tagsOf(tags),
    owner: withOwners ? (owner?.email ?? owner?.alertUserId) : undefined,
  });
  return [{ labels: more ? `${labels},${more}` : labels, value: 1 }];
}

const WINDOWS = ['day', 'week', 'month'] as const satisfies readonly (keyof UptimePercents)[];

/** Percents have three decimals, so these have five. */
const ratioOf = (percent: number | null): number | undefined =>
  percent === null ? undefined : Math.round(percent * 1_000) / 100_000;

function uptimesOf({ view, labels, at, gaps }: ShownMonitor): readonly Sample[] {
  const percents = uptimeOf(view.uptime, at, gaps);
  return WINDOWS.flatMap((window) =>
    sampleIf(`${labels},${labelsOf({ window })}`, ratioOf(percents[window])),
  );
}

/** What is known of monitors of every kind. */
export const MONITOR_METRICS: readonly MonitorMetric[] = [
  ofEach(
    {
      name: 'heartbeat_central_monitor_info',
      type: 'gauge',
      help: 'Always 1: the name, tags and owner of a monitor, to be joined by kind and id.',
    },
    infoOf,
  ),
  ofEach(
    {
      name: 'heartbeat_central_monitor_status',
      type: 'gauge',
      help: `Status of a monitor, the worse the higher: ${CODES}.`,
    },
    ({ view, labels }) => sampleIf(labels, statusCode(view.status)),
  ),
  ofEach(
    {
      name: 'heartbeat_central_monitor_status_since_timestamp_seconds',
      type: 'gauge',
      help: 'When the stored status of a monitor began; late and running begin without moving it.',
    },
    ({ view, labels }) => sampleIf(labels, secondsOf(view.monitor.since)),
  ),
  ofEach(
    {
      name: 'heartbeat_central_monitor_last_heartbeat_timestamp_seconds',
      type: 'gauge',
      help: 'When a monitor was heard last; absent if never.',
    },
    ({ view, labels }) => sampleIf(labels, secondsOf(view.monitor.lastBeatAt)),
  ),
  ofEach(
    {
      name: 'heartbeat_central_monitor_last_heartbeat_age_seconds',
      type: 'gauge',
      help: 'How long ago that was when this was read.',
    },
    ({ view: { monitor }, labels, at }) =>
      sampleIf(
        labels,
        monitor.lastBeatAt === undefined ? undefined : Math.max(0, at - monitor.lastBeatAt) / 1_000,
      ),
  ),
  ofEach(
    {
      name: 'heartbeat_central_monitor_deadline_timestamp_seconds',
      type: 'gauge',
      help: 'A monitor is down if it is not heard by then; absent where silence means nothing now.',
    },
    ({ view, labels }) => sampleIf(labels, secondsOf(downAfter(view.monitor))),
  ),
  ofEach(
    {
      name: 'heartbeat_central_monitor_uptime_ratio',
      type: 'gauge',
      help: 'Share of the watched time of the last 24 hours, 7 and 30 days in which a monitor was up.',
    },
    uptimesOf,
  ),
];
