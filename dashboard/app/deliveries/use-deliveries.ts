import { useEffect, useRef, useState } from 'preact/hooks';
import { type Asking, keepAsking } from '../api/keep-asking.ts';
import { RequestError, read } from '../api/request.ts';
import { canRead } from '../api/session.ts';
import type { Delivery, DeliveryPage } from '../api/shapes.ts';
import { type DeliveryList, pendingBelow, withNewest, withOlder, withUpdates } from './delivery-list.ts';

const VISIBLE_MS = 5_000;
const HIDDEN_MS = 120_000;
/** For so long after news, and while any is on its way, they are asked for as often as if nothing else was read. */
const NEWS_MS = 30_000;
const PAGE = 100;
/** A page may be short, or empty, while more follow. */
const MOST_PAGES = 5;
/** Older ones that are on their way are asked for one by one. */
const MOST_SINGLE = 5;

interface Known {
  readonly deliveries: readonly Delivery[];
  readonly cursor: string | null;
}

async function readSome(query: string, from: string | null): Promise<Known> {
  const deliveries: Delivery[] = [];
  let cursor = from;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const place = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await read<DeliveryPage>(`api/deliveries?limit=${PAGE}${query && `&${query}`}${place}`);
    deliveries.push(...page.deliveries);
    cursor = page.cursor;
    if (cursor === null || deliveries.length >= PAGE) break;
  }
  return { deliveries, cursor };
}

const readOne = ({ id }: Delivery): Promise<Delivery> =>
  read<Delivery>(`api/deliveries/${encodeURIComponent(id)}`);

export interface Deliveries {
  readonly deliveries: readonly Delivery[] | undefined;
  readonly problem: string;
  /** Whether older ones were not read yet. */
  readonly hasMore: boolean;
  /** Whether older ones were shown, and had to go since as they met the newest no more. */
  readonly isCut: boolean;
  readonly more: () => Promise<void>;
  /** One is known to be like this now. */
  readonly update: (delivery: Delivery) => void;
}

/**
 * The deliveries that a query asks for, for as long as they are looked at; older ones on demand. `query` as the API
 * takes it, such as `status=failed`; they are asked for each `everyMs`, and at once when `news` changes. Empty for those
 * who bear no key.
 */
export function useDeliveries(query: string, everyMs: number = VISIBLE_MS, news: string = ''): Deliveries {
  const [known, set] = useState<DeliveryList>();
  const [problem, setProblem] = useState('');
  const asking = useRef<Asking>(undefined);
  const latest = useRef(known);
  const wentBack = useRef(false);
  /** Counts what the reader did: a look that began before knows nothing of it. */
  const deeds = useRef(0);
  const newsAt = useRef(Number.NEGATIVE_INFINITY);
  const keep = (list: DeliveryList | undefined): void => {
    latest.current = list;
    set(list);
  };
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      setProblem('');
    } catch (error) {
      if (error instanceof RequestError) setProblem(error.message);
      throw error;
    }
  };
  useEffect(() => {
    keep(undefined);
    wentBack.current = false;
    if (!canRead.value) return;
    let isOver = false;
    const look = async (): Promise<void> => {
      const begun = deeds.current;
      const newest = await readSome(query, null);
      const list = withNewest(wentBack.current ? latest.current : undefined, newest);
      const singles = await Promise.all(pendingBelow(list, MOST_SINGLE).map(readOne));
      if (isOver) return;
      if (begun === deeds.current) keep(withUpdates(list, singles));
      else asking.current?.again();
    };
    const isBusy = (): boolean =>
      performance.now() - newsAt.current < NEWS_MS ||
      (latest.current?.deliveries.some(({ status }) => status === 'pending') ?? false);
    asking.current = keepAsking({
      ask: () => attempt(look),
      everyMs: () => (isBusy() ? Math.min(everyMs, VISIBLE_MS) : everyMs),
      hiddenMs: HIDDEN_MS,
    });
    return () => {
      isOver = true;
      asking.current?.stop();
    };
  }, [query, canRead.value, everyMs]);
  const told = useRef(news);
  useEffect(() => {
    if (told.current === news) return;
    told.current = news;
    newsAt.current = performance.now();
    asking.current?.again();
  }, [news]);
  const readMore = async (): Promise<void> => {
    const before = latest.current;
    if (!before) return;
    const older = await readSome(query, before.cursor);
    // Meanwhile it may have been cut, or somebody asked for something else.
    if (latest.current?.cursor !== before.cursor) return;
    wentBack.current = true;
    deeds.current++;
    keep(withOlder(latest.current, older));
  };
  return {
    deliveries: known?.deliveries,
    problem,
    hasMore: known !== undefined && known.cursor !== null,
    isCut: known?.isCut ?? false,
    more: () =>
      attempt(readMore).catch((error: unknown) => {
        if (!(error instanceof RequestError)) throw error;
      }),
    update: (delivery) => {
      if (!latest.current) return;
      deeds.current++;
      keep(withUpdates(latest.current, [delivery]));
      asking.current?.again();
    },
  };
}
