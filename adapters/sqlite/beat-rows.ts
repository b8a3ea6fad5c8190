import type { SignalType } from '../../core/monitor/signal.ts';
import type { BeatRecord } from '../../core/ports/monitor-store.ts';

/** A beat as the log holds it. */
export interface BeatRow {
  readonly n: number;
  readonly at: number;
  readonly type: SignalType;
  readonly body: string | null;
}

/** Everything but what has a column; null for a bare beat, which most are. */
export function bodyOf(record: BeatRecord): string | null {
  const { at: _at, type: _type, ...body } = record;
  const text = JSON.stringify(body);
  return text === '{}' ? null : text;
}

export const recordOf = ({ at, type, body }: BeatRow): BeatRecord => ({
  at,
  type,
  ...(body === null ? undefined : (JSON.parse(body) as Partial<BeatRecord>)),
});
