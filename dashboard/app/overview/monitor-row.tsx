import { useMemo } from 'preact/hooks';
import { reportsRuns } from '../../../core/monitor/ref.ts';
import { monitorLink } from '../address.ts';
import type { Bar } from '../api/shapes.ts';
import { recent } from '../fleet/recent.ts';
import type { Row } from '../fleet/row.ts';
import { nextOf, whyOf } from '../fleet/row-words.ts';
import { StatusShape } from '../status/status-shape.tsx';
import { WORD } from '../status/status-words.ts';
import { now } from '../time/now.ts';
import { percent } from '../time/words.ts';
import { Bars } from './bars.tsx';
import { Sparkline } from './sparkline.tsx';

const NO_BARS: readonly Bar[] = [];

interface MonitorRowProps {
  readonly row: Row;
  readonly index: number;
  readonly total: number;
  readonly top: number;
  readonly isSelected: boolean;
  /** The bar that the keyboard stands on, counted from the newest. */
  readonly barFromEnd: number | undefined;
  readonly onFocus: (index: number) => void;
}

/**
 * A monitor that explains itself: how it is, why, what it did lately and what comes next. While the list is scrolled,
 * a row that stays is not made again.
 */
export function MonitorRow(props: MonitorRowProps) {
  return useMemo(() => <RowBody {...props} />, Object.values(props));
}

function RowBody({ row, index, total, top, isSelected, barFromEnd, onFocus }: MonitorRowProps) {
  const at = now.value;
  const why = whyOf(row, at);
  const next = nextOf(row, at);
  const bars = recent.value.get(row.key)?.bars ?? NO_BARS;
  const isJob = reportsRuns(row.kind);
  return (
    <li
      class={`row ${row.status}`}
      style={{ transform: `translateY(${top}px)` }}
      aria-setsize={total}
      aria-posinset={index + 1}
    >
      <StatusShape status={row.status} />
      <div class="who">
        <a
          class="name"
          href={monitorLink(row)}
          tabIndex={isSelected ? 0 : -1}
          data-index={index}
          onFocus={() => onFocus(index)}
        >
          <span class="spoken">{WORD[row.status]}: </span>
          <bdi>{row.name}</bdi>
        </a>
        <span class="chip">{row.kind}</span>
        <div class="why">
          {why && <bdi>{why}</bdi>}
          {!why && <span class="word">{WORD[row.status]}</span>}
          {[...row.tags, ...(row.owner ? [row.owner] : [])].map((word) => (
            <bdi key={word} class="about">
              {word}
            </bdi>
          ))}
        </div>
      </div>
      {bars.length === 0 ? (
        <span />
      ) : (
        <Bars
          bars={bars}
          isJob={isJob}
          now={at}
          cursor={barFromEnd === undefined ? undefined : Math.min(bars.length, 48) - 1 - barFromEnd}
        />
      )}
      <div class="next">
        <span class="figure">{next.figure}</span>
        <span class="soft">{next.meaning}</span>
      </div>
      <div class="uptime">
        <span class="figure">{percent(row.uptime.month)}</span>
        <span class="soft">30 days</span>
      </div>
      <Sparkline bars={bars} />
    </li>
  );
}
