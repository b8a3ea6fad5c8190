import { inWords } from '../../../core/monitor/in-words.ts';
import type { MonitorAnswer } from '../api/shapes.ts';
import { now } from '../time/now.ts';
import { lasting, wholeMoment } from '../time/words.ts';

/** What else is known of it. */
export function Facts({ monitor }: { readonly monitor: MonitorAnswer }) {
  const { lastHeartbeat, createdAt, owner, tags, channels, source, vitals, openRuns } = monitor;
  const facts: (readonly [string, string])[] = [
    [
      'Last heartbeat',
      lastHeartbeat === null ? 'never' : `${lasting(now.value - Date.parse(lastHeartbeat))} ago`,
    ],
    ...openRuns.flatMap((run): (readonly [string, string])[] => [
      [
        `Run ${run.runId ?? ''}`.trim(),
        run.startedAt === null
          ? 'announced'
          : `for ${lasting(now.value - Date.parse(run.startedAt))}${run.mustEndBy ? `, must end in ${lasting(Date.parse(run.mustEndBy) - now.value)}` : ''}`,
      ],
    ]),
    ['Id', monitor.id],
    ['Owner', [owner?.email, owner?.alertUserId].filter(Boolean).join(', ')],
    ['Tags', tags.join(', ')],
    ['Channels', channels.join(', ')],
    ['Watched since', wholeMoment(Date.parse(createdAt))],
    ['Configured', source === 'file' ? 'in services.json' : ''],
    ['Down after', monitor.failureThreshold > 1 ? `${monitor.failureThreshold} failures in a row` : ''],
    ['Up after', monitor.recoveryThreshold > 1 ? `${monitor.recoveryThreshold} good reports in a row` : ''],
    [
      'Forgotten after',
      monitor.retentionSeconds === null ? '' : `${inWords(monitor.retentionSeconds * 1_000)} of silence`,
    ],
    ...Object.entries(vitals ?? {}).map(([name, value]) => [name, String(value)] as const),
  ];
  return (
    <dl class="facts panel">
      {facts
        .filter(([, value]) => value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>
              <bdi>{name}</bdi>
            </dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
    </dl>
  );
}
