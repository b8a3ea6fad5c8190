import { useState } from 'preact/hooks';
import { reportsRuns } from '../../../core/monitor/ref.ts';
import { RequestError } from '../api/request.ts';
import { canRead } from '../api/session.ts';
import type { Delivery, MonitorAnswer } from '../api/shapes.ts';
import { Retry } from '../deliveries/retry.tsx';
import { useDeliveries } from '../deliveries/use-deliveries.ts';
import { StatusShape } from '../status/status-shape.tsx';
import { now } from '../time/now.ts';
import { moment, secondOf, wholeMoment } from '../time/words.ts';
import type { History, ListName } from './history.ts';
import { LOG_KINDS, type LogEntry, type LogKind, listsOf, logEntries } from './log-entries.ts';
import { Said } from './said.tsx';

const NAMES: Readonly<Record<LogKind, string>> = {
  change: 'Changes',
  delivery: 'Deliveries',
  run: 'Runs',
  beat: 'Heartbeats',
};
const DAY_MS = 86_400_000;
/** What is on its way, and what was just opened, is asked for more often by itself. */
const DELIVERIES_EVERY_MS = 60_000;

interface EventLogProps {
  readonly monitor: MonitorAnswer;
  readonly history: History;
  /** Whether older entries were shown and had to go. */
  readonly isCut: boolean;
  /** @throws RequestError */
  readonly onMore: (names: readonly ListName[]) => Promise<void>;
}

/** One line of time of changes, what was told of them, runs and heartbeats. */
export function EventLog({ monitor, history, isCut, onMore }: EventLogProps) {
  const [hidden, hide] = useState<ReadonlySet<LogKind>>(new Set());
  const [problem, tell] = useState('');
  const sent = useDeliveries(
    `monitor=${encodeURIComponent(`${monitor.kind}/${monitor.id}`)}`,
    DELIVERIES_EVERY_MS,
    monitor.since,
  );
  const isThere: Partial<Record<LogKind, boolean>> = {
    run: reportsRuns(monitor.kind),
    delivery: canRead.value,
  };
  const kinds = LOG_KINDS.filter((kind) => isThere[kind] ?? true);
  const chosen = new Set(kinds.filter((kind) => !hidden.has(kind)));
  const entries = logEntries(history, chosen, sent);
  const unread = listsOf(chosen).filter((name) => history[name].next !== null);
  const hasMoreSent = sent.hasMore && chosen.has('delivery');
  const hasMore = hasMoreSent || unread.length > 0;
  const more = async (): Promise<void> => {
    try {
      await onMore(unread);
      if (hasMoreSent) await sent.more();
      tell('');
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      tell(error.message);
    }
  };
  return (
    <section aria-label="Log">
      <h2>What happened</h2>
      <div class="tabs" role="group" aria-label="Show">
        {kinds.map((kind) => (
          <button
            key={kind}
            type="button"
            aria-pressed={!hidden.has(kind)}
            onClick={() => hide(toggled(hidden, kind))}
          >
            {NAMES[kind]}
          </button>
        ))}
      </div>
      {entries.length === 0 && <p class="soft">Nothing yet.</p>}
      <ol class="log">
        {entries.map((entry) => (
          <Line key={entry.key} entry={entry} onRetried={sent.update} />
        ))}
      </ol>
      {hasMore && (
        <p>
          <button type="button" onClick={() => void more()}>
            Show older
          </button>{' '}
          {(isCut || sent.isCut) && (
            <span class="soft">
              So much happened since that the older lines shown before went: they are read again from here.
            </span>
          )}{' '}
          <span class="problem" role="alert">
            {problem}
          </span>
        </p>
      )}
    </section>
  );
}

function toggled(set: ReadonlySet<LogKind>, kind: LogKind): ReadonlySet<LogKind> {
  const next = new Set(set);
  if (!next.delete(kind)) next.add(kind);
  return next;
}

interface LineProps {
  readonly entry: LogEntry;
  readonly onRetried: (delivery: Delivery) => void;
}

function Line({ entry, onRetried }: LineProps) {
  const { at, status, text, said, metadata, delivery } = entry;
  const isToday = now.value - at < DAY_MS / 2;
  const hasMetadata = metadata !== null && metadata !== undefined && JSON.stringify(metadata) !== '{}';
  return (
    <li>
      <time dateTime={new Date(at).toISOString()} title={wholeMoment(at)}>
        {isToday ? secondOf(at) : moment(at, now.value)}
      </time>
      {status ? <StatusShape status={status} /> : <span class="dot" aria-hidden="true" />}
      <div>
        <bdi>{text}</bdi>
        {said && <Said words={said} />}
        {delivery && <Retry delivery={delivery} onRetried={onRetried} />}
        {hasMetadata && (
          <details>
            <summary>Metadata</summary>
            <pre>{JSON.stringify(metadata, null, 2)}</pre>
          </details>
        )}
      </div>
    </li>
  );
}
