import { effect, type ReadonlySignal, useComputed } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { reportsRuns } from '../../../core/monitor/ref.ts';
import { monitorLink } from '../address.ts';
import type { Bar } from '../api/shapes.ts';
import { shownRows } from '../fleet/filters.ts';
import { recent } from '../fleet/recent.ts';
import type { Row } from '../fleet/row.ts';
import { heardWords, nextOf, whyOf } from '../fleet/row-words.ts';
import { StatusShape } from '../status/status-shape.tsx';
import { WORD } from '../status/status-words.ts';
import { now } from '../time/now.ts';
import { percent } from '../time/words.ts';
import { Bars, MOST_BARS } from './bars.tsx';
import { Sparkline } from './sparkline.tsx';
import type { ListPosition } from './use-list-keys.ts';
import type { Slot } from './use-slots.ts';

const NO_BARS: readonly Bar[] = [];

interface MonitorRowProps {
  /** Which row of the list it shows: one that is in it. */
  readonly slot: Slot;
  /** The id of its element. */
  readonly element: string;
  readonly rowHeight: number;
  readonly position: ListPosition;
}

/**
 * A monitor that explains itself: how it is, why, what it did lately and what comes next. Its elements are made once.
 * While the list is scrolled they become another monitor's, and each text and attribute is written where it differs.
 */
export function MonitorRow({ slot, element, rowHeight, position }: MonitorRowProps) {
  const link = useRef<HTMLAnchorElement>(null);
  const known = useRef<Row>(undefined);
  const row = useComputed(() => {
    // A list that got shorter takes this row away in a moment.
    known.current = shownRows.value[slot.value] ?? known.current;
    return known.current!;
  });
  const key = useComputed(() => row.value.key);
  const bars = useComputed(() => recent.value.get(key.value)?.bars ?? NO_BARS);
  const isSelected = useComputed(() => position.selected.value === slot.value);
  const barFromEnd = useComputed(() => (isSelected.value ? position.barFromEnd.value : undefined));
  // The focus is a monitor's, not a slot's: Enter must never lead to another one.
  useLayoutEffect(
    () =>
      effect(() => {
        const monitor = key.value;
        const index = slot.peek();
        return () => {
          if (document.activeElement !== link.current) return;
          link.current?.blur();
          // Not scrolled: the monitor took another place in the list.
          if (slot.peek() === index) position.moved(monitor);
        };
      }),
    [],
  );
  return (
    <li
      id={element}
      class={useComputed(() => `row ${row.value.status}`)}
      style={useComputed(() => `transform: translateY(${slot.value * rowHeight}px)`)}
      aria-setsize={useComputed(() => shownRows.value.length)}
      aria-posinset={useComputed(() => slot.value + 1)}
    >
      <Shape row={row} />
      <div class="who">
        <a
          ref={link}
          class="name"
          href={useComputed(() => monitorLink(row.value))}
          tabIndex={useComputed(() => (isSelected.value ? 0 : -1))}
          data-index={slot}
          onFocus={() => position.select(slot.peek())}
        >
          <span class="spoken">{useComputed(() => WORD[row.value.status])}: </span>
          <bdi>{useComputed(() => row.value.name)}</bdi>
        </a>
        <span class="chip">{useComputed(() => row.value.kind)}</span>
        <div class="why">
          <bdi>{useComputed(() => whyOf(row.value, now.value) ?? heardWords(row.value, now.value))}</bdi>
          <About row={row} />
        </div>
      </div>
      <Lately row={row} bars={bars} barFromEnd={barFromEnd} />
      <div class="next">
        <span class="figure">{useComputed(() => nextOf(row.value, now.value).figure)}</span>
        <span class="soft">{useComputed(() => nextOf(row.value, now.value).meaning)}</span>
      </div>
      <div class="uptime">
        <span class="figure">{useComputed(() => percent(row.value.uptime.month))}</span>
        <span class="soft">30 days</span>
      </div>
      <Trend bars={bars} />
    </li>
  );
}

interface OfRow {
  readonly row: ReadonlySignal<Row>;
}

function Shape({ row }: OfRow) {
  const status = useComputed(() => row.value.status);
  return <StatusShape status={status.value} />;
}

/** Its tags and its owner. */
function About({ row }: OfRow) {
  const { tags, owner } = row.value;
  return [...tags, ...(owner ? [owner] : [])].map((word, i) => (
    <bdi key={i} class="about">
      {word}
    </bdi>
  ));
}

interface OfBars {
  readonly bars: ReadonlySignal<readonly Bar[]>;
}

interface LatelyProps extends OfRow, OfBars {
  /** The bar that the keyboard stands on. */
  readonly barFromEnd: ReadonlySignal<number | undefined>;
}

function Lately({ row, bars, barFromEnd }: LatelyProps) {
  const isJob = useComputed(() => reportsRuns(row.value.kind)).value;
  const fromEnd = barFromEnd.value;
  const cursor = fromEnd === undefined ? undefined : Math.min(bars.value.length, MOST_BARS) - 1 - fromEnd;
  return <Bars bars={bars.value} isJob={isJob} cursor={cursor} />;
}

const Trend = ({ bars }: OfBars) => <Sparkline bars={bars.value} />;
