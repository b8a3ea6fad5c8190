import type { RecentBars } from '../../../core/paths/read-recent.ts';
import { isoOrNull } from '../../http/iso.ts';

/** What monitors did lately, as rows of bars. */
export const recentAnswer = (recent: readonly RecentBars[]): object => ({
  monitors: recent.map(({ kind, id, bars }) => ({
    kind,
    id,
    bars: bars.map(({ at, outcome, ms }) => ({
      at: isoOrNull(at),
      outcome,
      seconds: ms === undefined ? null : ms / 1_000,
    })),
  })),
});
