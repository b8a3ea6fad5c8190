import { extended, joined, type NewestFirst } from '../api/newest-first.ts';
import { read } from '../api/request.ts';
import type { Beat, RunEntry, TransitionEntry } from '../api/shapes.ts';

interface Entries {
  readonly beats: Beat;
  readonly transitions: TransitionEntry;
  readonly runs: RunEntry;
}
export type ListName = keyof Entries;

/** What is known of a monitor's past. */
export type History = { readonly [Name in ListName]: NewestFirst<Entries[Name]> };

export const LIST_NAMES: readonly ListName[] = ['beats', 'transitions', 'runs'];

const UNREAD: NewestFirst<never> = { entries: [], next: null };
export const NO_HISTORY: History = { beats: UNREAD, transitions: UNREAD, runs: UNREAD };

const PAGE = 100;
/** More is not kept: nobody reads so far, and a page is open all day. */
const MOST_KEPT = 5_000;

const TIME_OF: { readonly [Name in ListName]: (entry: Entries[Name]) => number } = {
  beats: ({ timestamp }) => Date.parse(timestamp),
  transitions: ({ timestamp }) => Date.parse(timestamp),
  runs: ({ startedAt, endedAt }) => Date.parse(endedAt ?? startedAt ?? ''),
};

type Page<Name extends ListName> = { readonly [Part in Name]: readonly Entries[Name][] } & {
  readonly next: string | null;
};

async function readPage<Name extends ListName>(
  path: string,
  name: Name,
  before?: string,
): Promise<NewestFirst<Entries[Name]>> {
  const from = before === undefined ? '' : `&before=${encodeURIComponent(before)}`;
  const page = await read<Page<Name>>(`${path}/${name}?limit=${PAGE}${from}`);
  return { entries: page[name], next: page.next };
}

/** Lists of a history, by name. */
export type Lists = Partial<History>;

/** The newest page of some lists. @throws RequestError */
export async function readNewest(path: string, names: readonly ListName[]): Promise<Lists> {
  const found = await Promise.all(names.map(async (name) => [name, await readPage(path, name)]));
  return Object.fromEntries(found) as Lists;
}

/**
 * The history with one more page of each list named, where there is one. What was added meanwhile is not in it.
 * @throws RequestError
 */
export async function readOlder(path: string, history: History, names: readonly ListName[]): Promise<Lists> {
  const found = await Promise.all(
    names.flatMap((name) => {
      const { next } = history[name];
      return next === null ? [] : [readPage(path, name, next).then((page) => [name, page] as const)];
    }),
  );
  return Object.fromEntries(found) as Lists;
}

/** With newest pages. `isCut`: what was known of before had to be dropped, as too much happened in between. */
export function withNewest(
  known: History,
  newest: Lists,
): { readonly history: History; readonly isCut: boolean } {
  let isCut = false;
  const part = <Name extends ListName>(name: Name): NewestFirst<Entries[Name]> => {
    const fresh = newest[name] as NewestFirst<Entries[Name]> | undefined;
    if (!fresh) return known[name];
    if (known[name].entries.length > MOST_KEPT) isCut = true;
    const whole = isCut ? undefined : joined<Entries[Name]>(known[name], fresh, TIME_OF[name]);
    if (!whole && known[name].entries.length > 0) isCut = true;
    return whole ?? fresh;
  };
  const history = { beats: part('beats'), transitions: part('transitions'), runs: part('runs') };
  return { history, isCut };
}

/** With the pages that follow what is known. */
export function withOlder(known: History, older: Lists): History {
  const part = <Name extends ListName>(name: Name): NewestFirst<Entries[Name]> => {
    const page = older[name] as NewestFirst<Entries[Name]> | undefined;
    return page ? extended<Entries[Name]>(known[name], page) : known[name];
  };
  return { beats: part('beats'), transitions: part('transitions'), runs: part('runs') };
}
