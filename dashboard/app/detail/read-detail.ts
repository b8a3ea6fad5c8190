import { useEffect, useRef, useState } from 'preact/hooks';
import { type Asking, keepAsking } from '../api/keep-asking.ts';
import { RequestError, read } from '../api/request.ts';
import type { MonitorAnswer, UptimeAnswer } from '../api/shapes.ts';
import {
  type History,
  LIST_NAMES,
  type ListName,
  NO_HISTORY,
  readNewest,
  readOlder,
  withNewest,
  withOlder,
} from './history.ts';
import { ReadingPlan } from './reading-plan.ts';

export interface Detail {
  readonly monitor: MonitorAnswer | undefined;
  readonly uptime: UptimeAnswer | undefined;
  readonly history: History | undefined;
  /** Whether older entries were shown, and had to go since as they met the newest no more. */
  readonly isCut: boolean;
  readonly problem: RequestError | undefined;
}

const NOTHING: Detail = {
  monitor: undefined,
  uptime: undefined,
  history: undefined,
  isCut: false,
  problem: undefined,
};
const VISIBLE_MS = 4_000;
const HIDDEN_MS = 60_000;

export const pathOf = (kind: string, id: string): string =>
  `api/monitors/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`;

export interface DetailReader {
  readonly detail: Detail;
  /** After a change of our own. */
  readonly again: () => void;
  /** One more page of some lists of its past. @throws RequestError */
  readonly more: (names: readonly ListName[]) => Promise<void>;
}

/** Everything about one monitor, for as long as somebody looks at it. */
export function useDetail(kind: string, id: string): DetailReader {
  const path = pathOf(kind, id);
  const [detail, set] = useState<Detail>(NOTHING);
  const asking = useRef<Asking>(undefined);
  /** Whether the reader went back further than the newest page: then it is kept. */
  const wentBack = useRef(false);
  useEffect(() => {
    let isOver = false;
    const plan = new ReadingPlan();
    const change = (part: (old: Detail) => Partial<Detail>): void => {
      if (!isOver) set((old) => ({ ...old, ...part(old) }));
    };
    const look = async (): Promise<void> => {
      const monitor = await read<MonitorAnswer>(path);
      change(() => ({ monitor, problem: undefined }));
      plan.note(monitor);
      const at = performance.now();
      const due = plan.due(at);
      if (due.length === 0) return;
      const names = LIST_NAMES.filter((name) => due.includes(name));
      const [newest, uptime] = await Promise.all([
        readNewest(path, names),
        due.includes('uptime') ? read<UptimeAnswer>(`${path}/uptime`) : undefined,
      ]);
      plan.done(due, at);
      change(({ history = NO_HISTORY, isCut }) => {
        const next = wentBack.current
          ? withNewest(history, newest)
          : { history: { ...history, ...newest }, isCut };
        return { history: next.history, isCut: isCut || next.isCut, ...(uptime && { uptime }) };
      });
    };
    asking.current = keepAsking({
      ask: async () => {
        try {
          await look();
        } catch (problem) {
          if (problem instanceof RequestError) change(() => ({ problem }));
          throw problem;
        }
      },
      everyMs: () => VISIBLE_MS,
      hiddenMs: HIDDEN_MS,
    });
    return () => {
      isOver = true;
      asking.current?.stop();
    };
  }, [path]);
  return {
    detail,
    again: () => asking.current?.again(),
    more: async (names) => {
      const before = detail.history;
      if (!before) return;
      wentBack.current = true;
      const older = await readOlder(path, before, names);
      set((old) => {
        const now = old.history ?? before;
        return { ...old, isCut: false, history: withOlder(now, meeting(now, before, older)) };
      });
    },
  };
}

/** The pages that still follow what is known: meanwhile it may have been cut. */
function meeting(now: History, before: History, older: Partial<History>): Partial<History> {
  return Object.fromEntries(
    Object.entries(older).filter(([name]) => now[name as ListName].next === before[name as ListName].next),
  );
}
