import type { Kind } from '../../../core/monitor/ref.ts';
import { read } from '../api/request.ts';
import type { MonitorAnswer } from '../api/shapes.ts';
import { type Draft, draftOf } from './draft.ts';
import { dialectOf } from './monitor-calls.ts';

/** A monitor as the form shows it, and where its changes are sent. */
export interface PresentDraft {
  readonly draft: Draft;
  /** Undefined: this reader is not told it. */
  readonly place: string | undefined;
}

/** @throws RequestError */
export async function readDraft(kind: Kind, id: string): Promise<PresentDraft> {
  const monitor = await read<MonitorAnswer>(
    `api/monitors/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`,
  );
  const place = dialectOf(kind).placeOf(monitor);
  const draft = draftOf(kind, monitor);
  if (kind !== 'scheduler' || place === undefined) return { draft, place };
  // Its name is made of two; the job's own, which is changed here, is told to writers only by its dialect.
  const { job_name } = await read<{ readonly job_name: string | null }>(place);
  return { draft: { ...draft, name: job_name ?? '' }, place };
}
