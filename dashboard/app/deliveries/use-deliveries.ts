import { useEffect, useState } from 'preact/hooks';
import { RequestError, read } from '../api/request.ts';
import { canRead } from '../api/session.ts';
import type { Delivery, DeliveryPage } from '../api/shapes.ts';

const VISIBLE_MS = 3_000;
const PAGE = 100;
/** A page may be short, or empty, while more follow. */
const MOST_PAGES = 5;

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

/** Newest first, each once, as it was read last. */
const joined = (fresh: readonly Delivery[], old: readonly Delivery[]): readonly Delivery[] => {
  const news = new Set(fresh.map(({ id }) => id));
  return [...fresh, ...old.filter(({ id }) => !news.has(id))];
};

export interface Deliveries {
  readonly deliveries: readonly Delivery[] | undefined;
  readonly problem: string;
  /** Whether older ones were not read yet. */
  readonly hasMore: boolean;
  readonly more: () => Promise<void>;
  readonly again: () => void;
}

/**
 * The deliveries that a query asks for, for as long as they are looked at; older ones on demand. `query` as the API
 * takes it, such as `status=failed`; they are asked for each `everyMs`. Empty for those who bear no key.
 */
export function useDeliveries(query: string, everyMs: number = VISIBLE_MS): Deliveries {
  const [newest, setNewest] = useState<Known>();
  const [older, setOlder] = useState<Known>();
  const [problem, setProblem] = useState('');
  const [asked, again] = useState(0);
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
      setProblem('');
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      setProblem(error.message);
    }
  };
  useEffect(() => {
    setNewest(undefined);
    setOlder(undefined);
  }, [query]);
  useEffect(() => {
    if (!canRead.value) return;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      await attempt(async () => {
        const known = document.hidden ? undefined : await readSome(query, null);
        if (known && !isOver) setNewest(known);
      });
      if (!isOver) timer = setTimeout(() => void look(), everyMs);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [query, asked, canRead.value, everyMs]);
  const cursor = (older ?? newest)?.cursor ?? null;
  return {
    deliveries: newest && joined(newest.deliveries, older?.deliveries ?? []),
    problem,
    hasMore: cursor !== null,
    more: () =>
      attempt(async () => {
        const next = await readSome(query, cursor);
        const before = older?.deliveries ?? newest?.deliveries ?? [];
        setOlder({ deliveries: [...before, ...next.deliveries], cursor: next.cursor });
      }),
    again: () => again((n) => n + 1),
  };
}
