/** One shard while it is read: what was read and not given out, and whether more may come. */
interface Source<T> {
  readonly pages: AsyncIterator<readonly T[]>;
  buffer: readonly T[];
  ended: boolean;
}

/**
 * What several shards hold, each sorted, as one sorted sequence of pages. All shards are read side by side, each
 * one page ahead.
 */
export async function* mergedShards<T>(
  shards: readonly AsyncIterable<readonly T[]>[],
  compare: (a: T, b: T) => number,
): AsyncGenerator<readonly T[]> {
  const sources: Source<T>[] = shards.map((shard) => ({
    pages: shard[Symbol.asyncIterator](),
    buffer: [],
    ended: false,
  }));
  for (;;) {
    await Promise.all(sources.map(fill));
    const bound = boundOf(sources, compare);
    const page = sources.flatMap((source) => takeUpTo(source, bound, compare));
    if (page.length === 0) return;
    yield page.sort(compare);
  }
}

async function fill<T>(source: Source<T>): Promise<void> {
  if (source.buffer.length > 0 || source.ended) return;
  const { done, value } = await source.pages.next();
  if (done) source.ended = true;
  else source.buffer = value;
}

interface Bound<T> {
  readonly last: T;
}

/** Up to here nothing can come any more: the least of what shards that go on have read last. */
function boundOf<T>(sources: readonly Source<T>[], compare: (a: T, b: T) => number): Bound<T> | undefined {
  const lasts = sources.flatMap(({ ended, buffer }) => (ended ? [] : buffer.slice(-1)));
  return lasts.length === 0 ? undefined : { last: lasts.reduce((a, b) => (compare(b, a) < 0 ? b : a)) };
}

function takeUpTo<T>(
  source: Source<T>,
  bound: Bound<T> | undefined,
  compare: (a: T, b: T) => number,
): readonly T[] {
  const beyond = bound ? source.buffer.findIndex((item) => compare(item, bound.last) > 0) : -1;
  const taken = beyond < 0 ? source.buffer : source.buffer.slice(0, beyond);
  source.buffer = beyond < 0 ? [] : source.buffer.slice(beyond);
  return taken;
}
