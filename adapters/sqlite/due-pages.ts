import type { StatementSync } from 'node:sqlite';
import { reading } from './store-errors.ts';

/** 500 of about 60 bytes; they are worked on before the next page is read. */
export const DUE_PAGE = 500;

interface DueRow {
  readonly n: number;
  readonly due_at: number;
}

/** Each takes the bounds first and then whatever `more` gives; each gives up to a page in order of time and n. */
export interface DueStatements {
  /** Rows due at ?1 with a number above ?2: a whole fleet may be due at one moment. */
  readonly at: StatementSync;
  /** Rows due after ?1, up to ?2. */
  readonly after: StatementSync;
}

/** Rows that are due, soonest first, each once. Two statements, because each finds its place in the index. */
export async function* duePages<Row extends DueRow>(
  { at, after }: DueStatements,
  before: number,
  more: () => number[] = () => [],
): AsyncGenerator<readonly Row[]> {
  let last: DueRow = { due_at: Number.NEGATIVE_INFINITY, n: 0 };
  for (;;) {
    const { due_at, n } = last;
    const same = await reading(() => at.all(due_at, n, ...more()) as unknown as Row[]);
    const isFull = same.length === DUE_PAGE;
    const later = isFull ? [] : await reading(() => after.all(due_at, before, ...more()) as unknown as Row[]);
    const page = [...same, ...later];
    if (page.length > 0) yield page;
    if (!isFull && later.length < DUE_PAGE) return;
    last = page[page.length - 1] ?? last;
  }
}
