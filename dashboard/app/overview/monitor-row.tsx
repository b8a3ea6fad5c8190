import { computed } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
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
  /** The id of its element. */
  readonly element: string;
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
 * a row that stays is not made again, and the elements of one that went become those of one that comes.
 */
export function MonitorRow(props: MonitorRowProps) {
  return useMemo(() => <RowBody {...props} />, Object.values(props));
}

function RowBody({ element, row, index, total, top, isSelected, barFromEnd, onFocus }: MonitorRowProps) {
  const link = useRef<HTMLAnchorElement>(null);
  const bars = useMemo(() => computed(() => recent.value.get(row.key)?.bars ?? NO_BARS), [row.key]).value;
  // The focus is a monitor's, not a slot's: Enter must never lead to another one.
  useLayoutEffect(() => () => link.current?.blur(), [row.key]);
  return (
    <li
      id={element}
      class={`row ${row.status}`}
      style={{ transform: `translateY(${top}px)` }}
      aria-setsize={total}
      aria-posinset={index + 1}
    >
      <StatusShape status={row.status} />
      <div class="who">
        <a
          ref={link}
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
          <Why row={row} />
          {row.tags.map((tag, i) => (
            <bdi key={i} class="about">
              {tag}
            </bdi>
          ))}
          {row.owner && <bdi class="about">{row.owner}</bdi>}
        </div>
      </div>
      <Bars
        bars={bars}
        isJob={reportsRuns(row.kind)}
        cursor={barFromEnd === undefined ? undefined : Math.min(bars.length, 48) - 1 - barFromEnd}
      />
      <Next row={row} />
      <div class="uptime">
        <span class="figure">{percent(row.uptime.month)}</span>
        <span class="soft">30 days</span>
      </div>
      <Sparkline bars={bars} />
    </li>
  );
}

// What goes with the time is made again alone, and only when its words change.

function Why({ row }: { readonly row: Row }) {
  const words = useMemo(() => computed(() => whyOf(row, now.value) ?? WORD[row.status]), [row]);
  return <bdi>{words.value}</bdi>;
}

function Next({ row }: { readonly row: Row }) {
  const figure = useMemo(() => computed(() => nextOf(row, now.value).figure), [row]);
  const meaning = useMemo(() => computed(() => nextOf(row, now.value).meaning), [row]);
  return (
    <div class="next">
      <span class="figure">{figure.value}</span>
      <span class="soft">{meaning.value}</span>
    </div>
  );
}
