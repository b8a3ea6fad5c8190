import { useState } from 'preact/hooks';
import { reportsRuns } from '../../../core/monitor/ref.ts';
import { RequestError } from '../api/request.ts';
import { canRead } from '../api/session.ts';
import type { MonitorAnswer } from '../api/shapes.ts';
import { Retry } from '../deliveries/retry.tsx';
import { useDeliveries } from '../deliveries/use-deliveries.ts';
import { StatusShape } from '../status/status-shape.tsx';
import { now } from '../time/now.ts';
import { moment, secondOf, wholeMoment } from '../time/words.ts';
import { type History, readOlder } from './history.ts';
import { LOG_KINDS, type LogEntry, type LogKind, logEntries } from './log-entries.ts';
import { pathOf } from './read-detail.ts';
import { Said } from './said.tsx';

const NAMES: Readonly<Record<LogKind, string>> = {
  change: 'Changes',
  delivery: 'Deliveries',
  run: 'Runs',
  beat: 'Heartbeats',
};
const DAY_MS = 86_400_000;

interface EventLogProps {
  readonly monitor: MonitorAnswer;
  readonly history: History;
}

/** One line of time of changes, what was told of them, runs and heartbeats. */
export function EventLog({ monitor, history }: EventLogProps) {
  const [hidden, hide] = useState<ReadonlySet<LogKind>>(new Set());
  const [older, setOlder] = useState<History>();
  const [problem, tell] = useState('');
  const sent = useDeliveries(`monitor=${encodeURIComponent(`${monitor.kind}/${monitor.id}`)}`);
  const isThere: Partial<Record<LogKind, boolean>> = {
    run: reportsRuns(monitor.kind),
    delivery: canRead.value,
  };
  const kinds = LOG_KINDS.filter((kind) => isThere[kind] ?? true);
  const known = older ? withNewest(older, history) : history;
  const entries = logEntries(known, new Set(kinds.filter((kind) => !hidden.has(kind))), sent.deliveries);
  const hasMore = sent.hasMore || Object.values(known).some(({ next }) => next !== null);
  const more = async (): Promise<void> => {
    try {
      setOlder(await readOlder(pathOf(monitor.kind, monitor.id), known));
      if (sent.hasMore) await sent.more();
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
          <Line key={entry.key} entry={entry} onRetried={sent.again} />
        ))}
      </ol>
      {hasMore && (
        <p>
          <button type="button" onClick={() => void more()}>
            Show older
          </button>{' '}
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

/** What was read long ago, with what came since on top. */
function withNewest(older: History, newest: History): History {
  const joined = <T extends object>(old: readonly T[], fresh: readonly T[]): T[] => [
    ...new Map([...fresh, ...old].map((entry) => [JSON.stringify(entry), entry])).values(),
  ];
  return {
    beats: { entries: joined(older.beats.entries, newest.beats.entries), next: older.beats.next },
    transitions: {
      entries: joined(older.transitions.entries, newest.transitions.entries),
      next: older.transitions.next,
    },
    runs: { entries: joined(older.runs.entries, newest.runs.entries), next: older.runs.next },
  };
}

interface LineProps {
  readonly entry: LogEntry;
  readonly onRetried: () => void;
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
