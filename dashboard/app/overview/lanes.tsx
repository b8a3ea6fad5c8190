import { useLayoutEffect, useRef } from 'preact/hooks';
import { address, ask, monitorLink } from '../address.ts';
import { shownRows } from '../fleet/filters.ts';
import type { Row } from '../fleet/row.ts';
import { StatusShape } from '../status/status-shape.tsx';
import { WORD } from '../status/status-words.ts';
import { now } from '../time/now.ts';
import { lasting, moment } from '../time/words.ts';
import { FleetHistory } from './fleet-history.tsx';
import { lanes, type Span, spansWithin, unreadOf, wantLanes } from './lane-spans.ts';
import { inOrder } from './slots.ts';
import { type Slot, useSlots } from './use-slots.ts';

const HOUR_MS = 3_600_000;
const RANGES: Readonly<Record<string, number>> = {
  '1 h': HOUR_MS,
  '6 h': 6 * HOUR_MS,
  '24 h': 24 * HOUR_MS,
  '7 d': 168 * HOUR_MS,
  '30 d': 720 * HOUR_MS,
};
const USUAL = '24 h';
const LANE_HEIGHT = 36;
const MARKS = 6;
/** Lanes need not move each second. */
const STEP_MS = 10_000;

const elementOf = (slot: number): string => `lane-${slot}`;

/** All monitors on one time axis: what happened together is seen together. */
export function Lanes() {
  const all = shownRows.value;
  const list = useRef<HTMLUListElement>(null);
  const slots = useSlots(list, LANE_HEIGHT, all.length);
  const shown = slots.map((slot) => slot.peek());
  const order = inOrder(shown, all.length);
  const chosen = address.value.query.get('range') ?? USUAL;
  const length = RANGES[chosen] ?? RANGES[USUAL]!;
  const to = Math.ceil(now.value / STEP_MS) * STEP_MS;
  const from = to - length;
  useLayoutEffect(() =>
    wantLanes(
      order.map((slot) => all[shown[slot]!]!),
      from,
    ),
  );
  const marks = Array.from({ length: MARKS }, (_, i) => from + ((i + 0.5) / MARKS) * length);
  return (
    <section class="lanes" aria-label="Timeline">
      <div class="switch ranges" role="group" aria-label="Range">
        {Object.keys(RANGES).map((range) => (
          <button
            key={range}
            type="button"
            aria-pressed={range === chosen}
            onClick={() => ask({ range: range === USUAL ? '' : range })}
          >
            {range}
          </button>
        ))}
      </div>
      <FleetHistory from={from} to={to} />
      <div class="axis" aria-hidden="true">
        {marks.map((at, i) => (
          <span key={i} style={{ left: `${((i + 0.5) / MARKS) * 100}%` }}>
            {moment(at, to)}
          </span>
        ))}
      </div>
      <ul
        ref={list}
        class="list"
        style={{ height: `${all.length * LANE_HEIGHT}px` }}
        aria-label="Monitors, worst first"
        aria-owns={order.map(elementOf).join(' ')}
      >
        {slots.map((slot, i) => (
          <Lane key={i} slot={slot} element={elementOf(i)} all={all} from={from} to={to} />
        ))}
      </ul>
    </section>
  );
}

interface LaneProps {
  readonly slot: Slot;
  readonly element: string;
  readonly all: readonly Row[];
  readonly from: number;
  readonly to: number;
}

function Lane({ slot, element, all, from, to }: LaneProps) {
  const index = slot.value;
  const row = all[index];
  if (!row) return null;
  const lane = lanes.value.get(row.key);
  const spans = spansWithin(lane?.spans ?? [], from, to);
  const unread = unreadOf(lane, from, to);
  const troubles = spans.filter(({ status }) => status === 'down').length;
  const outages = troubles === 1 ? 'one outage' : `${troubles} outages`;
  const words = troubles === 0 ? WORD[row.status] : `${WORD[row.status]}, ${outages} in this time`;
  return (
    <li
      id={element}
      class={`lane ${row.status}`}
      style={{ transform: `translateY(${index * LANE_HEIGHT}px)` }}
    >
      <a href={monitorLink(row)}>
        <StatusShape status={row.status} />
        <bdi>{row.name}</bdi>
        <span class="spoken">: {words}</span>
      </a>
      <div class="track" aria-hidden="true">
        {spans.map((span) => (
          <SpanMark key={span.from} span={span} from={from} to={to} />
        ))}
        {unread && (
          <span
            class="span unread"
            title={`It changed too often to show what was before ${moment(unread.to, to)}`}
            style={{ left: 0, width: `${((unread.to - from) / (to - from)) * 100}%` }}
          />
        )}
      </div>
    </li>
  );
}

function SpanMark({ span, from, to }: { readonly span: Span; readonly from: number; readonly to: number }) {
  const share = (at: number): number => ((at - from) / (to - from)) * 100;
  const begin = Math.max(from, span.from);
  const title = `${WORD[span.status]} from ${moment(span.from, to)} for ${lasting(span.to - span.from)}`;
  return (
    <span
      class={`span ${span.status}`}
      title={title}
      style={{ left: `${share(begin)}%`, width: `${share(span.to) - share(begin)}%` }}
    />
  );
}
