import { read } from '../api/request.ts';
import type { Beat, RunEntry, TransitionEntry } from '../api/shapes.ts';

/** A list that goes by time, newest first, as far back as it was read. */
interface Part<T> {
  readonly entries: readonly T[];
  /** `before` of what was not read; null where that is all. */
  readonly next: string | null;
}

/** What is known of a monitor's past. */
export interface History {
  readonly beats: Part<Beat>;
  readonly transitions: Part<TransitionEntry>;
  readonly runs: Part<RunEntry>;
}

const PAGE = 100;

interface Page<T> {
  readonly next: string | null;
  readonly beats?: readonly T[];
  readonly transitions?: readonly T[];
  readonly runs?: readonly T[];
}

async function readPart<T>(
  path: string,
  name: 'beats' | 'transitions' | 'runs',
  before?: string,
): Promise<Part<T>> {
  const from = before === undefined ? '' : `&before=${encodeURIComponent(before)}`;
  const page = await read<Page<T>>(`${path}/${name}?limit=${PAGE}${from}`);
  return { entries: page[name] ?? [], next: page.next };
}

/** @throws RequestError */
export async function readNewest(path: string): Promise<History> {
  const [beats, transitions, runs] = await Promise.all([
    readPart<Beat>(path, 'beats'),
    readPart<TransitionEntry>(path, 'transitions'),
    readPart<RunEntry>(path, 'runs'),
  ]);
  return { beats, transitions, runs };
}

async function longer<T>(path: string, name: keyof History, part: Part<T>): Promise<Part<T>> {
  if (part.next === null) return part;
  const more = await readPart<T>(path, name, part.next);
  return { entries: [...part.entries, ...more.entries], next: more.next };
}

/** The history with one more page of each list. @throws RequestError */
export async function readOlder(path: string, { beats, transitions, runs }: History): Promise<History> {
  const [olderBeats, olderTransitions, olderRuns] = await Promise.all([
    longer(path, 'beats', beats),
    longer(path, 'transitions', transitions),
    longer(path, 'runs', runs),
  ]);
  return { beats: olderBeats, transitions: olderTransitions, runs: olderRuns };
}

/** The moment down to which every list is known, epoch ms: before it, the log would have holes. */
export function knownFrom({ beats, transitions, runs }: History): number {
  const ends = [beats.next, transitions.next, runs.next].flatMap((next) =>
    next === null ? [] : [Date.parse(next)],
  );
  return Math.max(Number.NEGATIVE_INFINITY, ...ends);
}
