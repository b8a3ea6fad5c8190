import { useEffect, useState } from 'preact/hooks';
import { RequestError, read } from '../api/request.ts';

interface OccurrencesProps {
  readonly expression: string;
  readonly timezone: string;
}

interface OccurrencesAnswer {
  readonly occurrences: readonly string[];
}

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

/** When a schedule occurs next, as the server will judge it; where the clocks change in between, it is said. */
export function Occurrences({ expression, timezone }: OccurrencesProps) {
  const [times, set] = useState<readonly Date[]>([]);
  const [problem, tell] = useState('');
  useEffect(() => {
    let isOver = false;
    const timer = setTimeout(async () => {
      const query = new URLSearchParams({ schedule: expression, ...(timezone && { timezone }) });
      try {
        const { occurrences } = await read<OccurrencesAnswer>(`api/occurrences?${query}`);
        if (isOver) return;
        set(occurrences.map((iso) => new Date(iso)));
        tell('');
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        if (isOver) return;
        set([]);
        tell(Object.values(error.issues)[0] ?? error.message);
      }
    }, SETTLE_MS);
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
  if (problem) return <p class="problem">{problem}</p>;
  return (
    <ol class="occurrences" aria-label={`Next occurrences in ${zone}`}>
      {times.map((time, i) => {
        const offset = offsetAt(zone, time);
        const before = i === 0 ? offset : offsetAt(zone, times[i - 1]!);
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
