import { useEffect, useState } from 'preact/hooks';
import { RequestError, read } from '../api/request.ts';
import type { MonitorAnswer, UptimeAnswer } from '../api/shapes.ts';
import { type History, readNewest } from './history.ts';

export interface Detail {
  readonly monitor: MonitorAnswer | undefined;
  readonly uptime: UptimeAnswer | undefined;
  readonly history: History | undefined;
  readonly problem: RequestError | undefined;
}

const NOTHING: Detail = { monitor: undefined, uptime: undefined, history: undefined, problem: undefined };
const VISIBLE_MS = 3_000;
const HIDDEN_MS = 60_000;

export const pathOf = (kind: string, id: string): string =>
  `api/monitors/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`;

/** What tells that there is something new to read of its past. */
const newsOf = ({ lastHeartbeat, since, status, openRuns }: MonitorAnswer): string =>
  JSON.stringify([lastHeartbeat, since, status, openRuns.length]);

/** Everything about one monitor, for as long as somebody looks at it. */
export function useDetail(kind: string, id: string): readonly [Detail, () => void] {
  const [detail, set] = useState<Detail>(NOTHING);
  const [asked, again] = useState(0);
  useEffect(() => {
    const path = pathOf(kind, id);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    let news = '';
    const change = (part: Partial<Detail>): void => {
      if (!isOver) set((old) => ({ ...old, ...part }));
    };
    const look = async (): Promise<void> => {
      clearTimeout(timer);
      try {
        const monitor = await read<MonitorAnswer>(path);
        change({ monitor, problem: undefined });
        if (newsOf(monitor) !== news) {
          news = newsOf(monitor);
          const [history, uptime] = await Promise.all([
            readNewest(path),
            read<UptimeAnswer>(`${path}/uptime`),
          ]);
          change({ history, uptime });
        }
      } catch (problem) {
        news = '';
        if (!(problem instanceof RequestError)) throw problem;
        change({ problem });
      }
      clearTimeout(timer);
      if (!isOver) timer = setTimeout(() => void look(), document.hidden ? HIDDEN_MS : VISIBLE_MS);
    };
    const onVisible = (): void => {
      if (!document.hidden) void look();
    };
    document.addEventListener('visibilitychange', onVisible);
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [kind, id, asked]);
  return [detail, () => again((n) => n + 1)];
}
