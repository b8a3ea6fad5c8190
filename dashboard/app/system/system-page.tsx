import { canRead } from '../api/session.ts';
import { counts } from '../fleet/fleet.ts';
import { now } from '../time/now.ts';
import { lasting, secondOf, wholeMoment } from '../time/words.ts';
import { ownTroubles } from './own-troubles.ts';
import { isSystemSilent, system, systemToldAt } from './system.ts';

const ago = (iso: string | null): string =>
  iso === null ? 'never' : `${lasting(now.value - Date.parse(iso))} ago`;

/** How Heartbeat Central itself is, in figures. */
export function SystemPage() {
  const known = system.value;
  if (!known) {
    return (
      <main>
        <h1>System</h1>
        <p>This server does not tell how it is.</p>
      </main>
    );
  }
  const { hearing, sweep, deliveries, store, version } = known;
  const figures: readonly (readonly [string, string])[] = [
    ['Store', store === 'ok' ? 'reached' : 'failing'],
    ['Last sweep for silence', `${ago(sweep.at)}${sweep.overdue ? ', overdue' : ''}`],
    ['Last heartbeat of our own heard', ago(hearing.heardAt)],
    [
      'Last time we could not hear',
      hearing.gap
        ? `${wholeMoment(Date.parse(hearing.gap.from))} to ${hearing.gap.to ? wholeMoment(Date.parse(hearing.gap.to)) : 'now'}`
        : 'none',
    ],
    [
      'Alerts waiting',
      `${deliveries.pending}${deliveries.oldestPendingAt ? `, the oldest for ${lasting(now.value - Date.parse(deliveries.oldestPendingAt))}` : ''}`,
    ],
    ['Alerts given up', String(deliveries.failed)],
    ['Monitors', String(counts.value?.total ?? '–')],
    ['Version', version],
  ];
  const troubles = ownTroubles(known, now.value, isSystemSilent.value ? systemToldAt.value : undefined);
  const isWell = !troubles.some(({ needsSomebody }) => needsSomebody);
  return (
    <main>
      <h1>{isWell ? 'Heartbeat Central is well' : 'Heartbeat Central needs you'}</h1>
      {troubles.map(({ name, text }) => (
        <p key={name}>{text}</p>
      ))}
      <p class="soft">As it was told at {secondOf(systemToldAt.value)}.</p>
      <dl class="facts panel">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="figure">{value}</dd>
          </div>
        ))}
      </dl>
      {canRead.value && deliveries.failed > 0 && (
        <p>
          <a href="#/deliveries?status=failed">Look at what was given up, and send it again</a>
        </p>
      )}
      <p class="soft">
        <a href="api/docs">API reference</a>
      </p>
    </main>
  );
}
