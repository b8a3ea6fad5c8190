import { computed } from '@preact/signals';
import { KINDS, type Kind } from '../../../core/monitor/ref.ts';
import { address } from '../address.ts';
import type { Shown } from '../api/shapes.ts';
import { WORST_FIRST } from '../status/status-words.ts';
import { rows } from './fleet.ts';
import type { Row } from './row.ts';

/** What the list is narrowed by; all of it stands in the address. */
export interface Filters {
  readonly status: Shown | undefined;
  readonly kind: Kind | undefined;
  readonly tag: string;
  readonly q: string;
}

export const filters = computed<Filters>(() => {
  const { query } = address.value;
  return {
    status: WORST_FIRST.find((status) => status === query.get('status')),
    kind: KINDS.find((kind) => kind === query.get('kind')),
    tag: query.get('tag') ?? '',
    q: query.get('q') ?? '',
  };
});

function passes({ status, kind, tag, q }: Filters): (row: Row) => boolean {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  return (row) =>
    (status === undefined || row.status === status) &&
    (kind === undefined || row.kind === kind) &&
    (tag === '' || row.tags.includes(tag)) &&
    words.every((word) => row.text.includes(word));
}

export const isFiltered = computed(() => Object.values(filters.value).some(Boolean));

/** The monitors that the filters leave, worst first. */
export const shownRows = computed<readonly Row[]>(() => {
  const all = rows.value ?? [];
  return isFiltered.value ? all.filter(passes(filters.value)) : all;
});

/** Every tag there is, in the order of the alphabet. */
export const tags = computed<readonly string[]>(() =>
  [...new Set((rows.value ?? []).flatMap((row) => row.tags))].sort((a, b) => a.localeCompare(b)),
);
