import { computed, signal } from '@preact/signals';
import { RequestError, request } from '../api/request.ts';
import type { Counts, StatusAnswer } from '../api/shapes.ts';
import { pageAtRest } from '../shell/scrolling.ts';
import { learnServerTime, now } from '../time/now.ts';
import { merged, type Row, rowOf, worstFirst } from './row.ts';

/** Every monitor, worst first; undefined until the first answer. */
export const rows = signal<readonly Row[] | undefined>(undefined);
export const counts = signal<Counts | undefined>(undefined);
/** Why the last look at the fleet failed; undefined while all is well. */
export const trouble = signal<RequestError | undefined>(undefined);
/** When we last heard the server, by its own clock, epoch ms. */
export const answeredAt = signal<number | undefined>(undefined);
const takesLong = signal(false);
/** Whether what is shown is how it is: the last look was answered, and the one under way does not take long. */
export const isHeard = computed(() => trouble.value === undefined && !takesLong.value);

/** A fleet up to this size is read whole each time: an answer that did not change is a 304. */
const SMALL_FLEET = 200;
const PAGE = 1_000;
/** No look at a server that is well takes so long. */
const LONG_MS = 10_000;
/** Of a larger one only the news is read. A beat may be written a little after it was received. */
const OVERLAP_MS = 5_000;
/** What no news tells of: what was renamed or removed, and uptimes. */
const WHOLE_EVERY_MS = 60_000;

const WHOLE = `api/status?kind=all&limit=${SMALL_FLEET}`;

let etag: string | undefined;
let wholeAt = Number.NEGATIVE_INFINITY;
let newsSince: string | undefined;

let looking: Promise<void> | undefined;
/** Which change of our own, or of who we are, the next look comes after. */
let generation = 0;
let lookedFor = 0;

/**
 * Reads everything, with a look that begins after this: after a change of our own, or as somebody else. Never rejects.
 */
export async function lookAfresh(): Promise<void> {
  const wanted = ++generation;
  while (lookedFor < wanted) await look();
}

/** Asks how the fleet is. Never rejects: what failed is in `trouble`. One look at a time. */
export function look(): Promise<void> {
  looking ??= lookNow().finally(() => {
    looking = undefined;
  });
  return looking;
}

async function lookNow(): Promise<void> {
  const asked = generation;
  if (lookedFor < asked) {
    etag = undefined;
    newsSince = undefined;
  }
  lookedFor = asked;
  // How old the answer before is says nothing: nobody looks often while the page is not seen.
  const timer = setTimeout(() => {
    takesLong.value = true;
  }, LONG_MS);
  try {
    await (newsSince === undefined || performance.now() - wholeAt > WHOLE_EVERY_MS
      ? readWhole()
      : readNews(newsSince));
    trouble.value = undefined;
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    trouble.value = error;
  } finally {
    clearTimeout(timer);
    takesLong.value = false;
  }
}

async function readWhole(): Promise<void> {
  const first = await request<StatusAnswer>(WHOLE, { etag });
  if (!first.body) return heard();
  // Of a large fleet the first page alone says nothing about the rest.
  etag = first.body.cursor === null ? first.etag : undefined;
  let page: StatusAnswer = first.body;
  const all = page.services.map(rowOf);
  // The worst are shown while the rest is still on its way.
  if (page.cursor !== null && rows.value === undefined) show(page, all);
  while (page.cursor !== null) {
    const path = `api/status?kind=all&limit=${PAGE}&cursor=${encodeURIComponent(page.cursor)}`;
    page = (await request<StatusAnswer>(path)).body!;
    for (const row of page.services) all.push(rowOf(row));
  }
  await pageAtRest();
  show(first.body, dedupe(all).sort(worstFirst));
  wholeAt = performance.now();
  newsSince = first.body.cursor === null ? undefined : first.body.timestamp;
}

/** Between two pages a monitor may move behind where we are, or before it. */
const dedupe = (all: readonly Row[]): Row[] => [...new Map(all.map((row) => [row.key, row])).values()];

async function readNews(since: string): Promise<void> {
  const from = new Date(Date.parse(since) - OVERLAP_MS).toISOString();
  const news: Row[] = [];
  let cursor = '';
  let first: StatusAnswer | undefined;
  do {
    const path = `api/status?kind=all&limit=${PAGE}&changedAfter=${from}${cursor}`;
    const page = (await request<StatusAnswer>(path)).body!;
    first ??= page;
    for (const row of page.services) news.push(rowOf(row));
    cursor = page.cursor === null ? '' : `&cursor=${encodeURIComponent(page.cursor)}`;
  } while (cursor);
  const all = merged(rows.value ?? [], dedupe(news));
  show(first, all);
  newsSince = first.timestamp;
  // Something was removed.
  if (all.length !== first.summary.total) wholeAt = Number.NEGATIVE_INFINITY;
}

function show({ timestamp, summary }: StatusAnswer, all: readonly Row[]): void {
  learnServerTime(timestamp);
  rows.value = all;
  counts.value = summary;
  answeredAt.value = Date.parse(timestamp);
}

/** Nothing changed, and that is news too. */
function heard(): void {
  answeredAt.value = now.peek();
}
