import { useEffect } from 'preact/hooks';
import { listAddress } from '../address.ts';
import { canManage } from '../api/session.ts';
import type { Shown } from '../api/shapes.ts';
import { Actions } from '../manage/actions.tsx';
import { StatusShape } from '../status/status-shape.tsx';
import { WORD } from '../status/status-words.ts';
import { now } from '../time/now.ts';
import { Chart } from './chart.tsx';
import { EventLog } from './event-log.tsx';
import { Facts } from './facts.tsx';
import { useDetail } from './read-detail.ts';
import { SaidAbove } from './said.tsx';
import { saidLast } from './said-last.ts';
import { samplesOf } from './samples.ts';
import { ScheduleFacts } from './schedule.tsx';
import { sentenceOf } from './sentence.ts';
import { SnippetTabs } from './snippets-tabs.tsx';
import { Uptime } from './uptime.tsx';
import { WhoHears } from './who-hears.tsx';

/** In which what a monitor said may be the cause. */
const TROUBLES: ReadonlySet<Shown> = new Set(['down', 'late', 'degraded']);

interface DetailPageProps {
  readonly kind: string;
  readonly id: string;
}

/** The story of one monitor: the sentence why, what happened, and the figures beside it. */
export function DetailPage({ kind, id }: DetailPageProps) {
  const { detail, again, more } = useDetail(kind, id);
  const { monitor, uptime, history, isCut, problem } = detail;
  useEffect(() => {
    scrollTo(0, 0);
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !(event.target as HTMLElement).closest?.('dialog, input, select'))
        location.hash = listAddress.value;
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  if (!monitor) return <Missing status={problem?.status} message={problem?.message} />;
  const samples = history && samplesOf(monitor, history);
  return (
    <main class="detail">
      <a class="back" href={listAddress.value}>
        ← Monitors
      </a>
      <div class={`title ${monitor.status}`}>
        <StatusShape status={monitor.status} />
        <h1>
          <bdi>{monitor.name}</bdi>
        </h1>
        <span class="chip">{monitor.kind}</span>
        {canManage.value && <Actions monitor={monitor} onChange={again} />}
      </div>
      <p class={`state ${monitor.status}`}>
        {/* Of the sentence, which counts seconds, only this is said by itself. */}
        <span class="spoken" role="status">
          {WORD[monitor.status]}:{' '}
        </span>
        {sentenceOf(monitor, now.value)}
      </p>
      {monitor.status === 'down' && <p class="soft">{monitor.why}</p>}
      {monitor.message && (
        <SaidAbove said={saidLast(monitor.message, history)} isWhy={TROUBLES.has(monitor.status)} />
      )}
      {monitor.description && <p>{monitor.description}</p>}
      {problem && <p class="problem">{problem.message}. Shown is how it was before.</p>}
      <div class="columns">
        <div>
          {samples && (
            <section aria-label={samples.what}>
              <h2>{samples.what}</h2>
              <Chart samples={samples} />
            </section>
          )}
          {history && <EventLog monitor={monitor} history={history} isCut={isCut} onMore={more} />}
        </div>
        <div>
          {uptime && <Uptime uptime={uptime} />}
          <ScheduleFacts monitor={monitor} />
          <WhoHears monitor={monitor} />
          <SnippetTabs monitor={monitor} />
          <h2>Facts</h2>
          <Facts monitor={monitor} />
        </div>
      </div>
    </main>
  );
}

function Missing({
  status,
  message,
}: {
  readonly status?: number | undefined;
  readonly message?: string | undefined;
}) {
  if (status === undefined) return <main aria-busy="true" />;
  return (
    <main>
      <h1>{status === 404 ? 'There is no such monitor' : (message ?? 'It cannot be shown')}</h1>
      <p>
        {status === 404 && 'It may have been deleted, or forgotten after a long silence. '}
        <a href="#/">To the monitors</a>
      </p>
    </main>
  );
}
