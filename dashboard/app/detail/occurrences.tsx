import { useEffect, useState } from 'preact/hooks';
import { RequestError, read } from '../api/request.ts';
import { waitAfter } from '../api/wait-after.ts';
import { now } from '../time/now.ts';

interface OccurrencesProps {
  readonly expression: string;
  readonly timezone: string;
}

interface OccurrencesAnswer {
  readonly occurrences: readonly string[];
}

/** So often they are read again: those that passed are left out meanwhile. */
const REFRESH_MS = 3_600_000;
/** Whoever writes a schedule types faster than it is worth asking. */
const SETTLE_MS = 250;

const inZone = (timezone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  try {
    return new Intl.DateTimeFormat(undefined, { ...options, timeZone: timezone });
  } catch {
    // The server knows a zone that this browser does not.
    return new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' });
  }
};

const offsetAt = (timezone: string, at: Date): string =>
  inZone(timezone, { timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value ?? '';

/** After an hour, or when the last but one of them has passed; never more often than each minute. */
function untilStale(occurrences: readonly string[]): number {
  const last = occurrences.at(-2);
  const left = last === undefined ? REFRESH_MS : Date.parse(last) - now.peek();
  return Math.min(REFRESH_MS, Math.max(60_000, left));
}

/** When a schedule occurs next, as the server will judge it; where the clocks change in between, it is said. */
export function Occurrences({ expression, timezone }: OccurrencesProps) {
  const [times, set] = useState<readonly Date[]>([]);
  const [problem, tell] = useState('');
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async (): Promise<void> => {
      const query = new URLSearchParams({ schedule: expression, ...(timezone && { timezone }) });
      try {
        const { occurrences } = await read<OccurrencesAnswer>(`api/occurrences?${query}`);
        if (isOver) return;
        set(occurrences.map((iso) => new Date(iso)));
        tell('');
        timer = setTimeout(() => void ask(), untilStale(occurrences));
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        if (isOver) return;
        set([]);
        tell(Object.values(error.issues)[0] ?? error.message);
        // What does not fit will not fit later.
        if (error.status !== 400)
          timer = setTimeout(() => void ask(), waitAfter(1, error.waitMs, Math.random()));
      }
    };
    timer = setTimeout(() => void ask(), SETTLE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [expression, timezone]);

  const zone = timezone || 'UTC';
  const format = inZone(zone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const ahead = times.filter((time) => time.getTime() > now.value);
  if (problem) return <p class="problem">{problem}</p>;
  return (
    <ol class="occurrences" aria-label={`Next occurrences in ${zone}`}>
      {ahead.map((time, i) => {
        const offset = offsetAt(zone, time);
        const before = i === 0 ? offset : offsetAt(zone, ahead[i - 1]!);
        return (
          <li key={time.getTime()}>
            {format.format(time)} {offset}
            {offset !== before && <span class="late strong"> the clocks change</span>}
          </li>
        );
      })}
    </ol>
  );
}
