import { inWords } from '../../../core/monitor/in-words.ts';
import { cronWords } from '../detail/cron-words.ts';
import { Occurrences } from '../detail/occurrences.tsx';
import type { Draft } from './draft.ts';

/** What the timing of a draft will mean. */
export function TimingPreview({ draft }: { readonly draft: Draft }) {
  const { timing, expression, timezone } = draft;
  if (timing === 'none') return null;
  return (
    <div class="panel preview" aria-live="polite">
      {timing === 'cron' ? (
        <>
          <p>{cronWords(expression)}</p>
          <Occurrences expression={expression} timezone={timezone} />
        </>
      ) : (
        <p>{silenceWords(draft)}</p>
      )}
    </div>
  );
}

function silenceWords({ kind, interval, grace }: Draft): string {
  const [late, further] = [Number(interval) * 1_000, Number(grace) * 1_000];
  if (!(late > 0 && further >= 0)) return 'It takes an interval of at least a second.';
  const missing = `Without another ${kind === 'scheduler' ? 'start' : 'heartbeat'} it is`;
  if (further === 0) return `${missing} down ${inWords(late)} after the last one.`;
  return `${missing} late ${inWords(late)} after the last one, and down after ${inWords(late + further)}.`;
}
