import type { Monitor } from '../../../core/monitor/monitor.ts';
import type { Transition } from '../../../core/monitor/transition.ts';
import type { View } from '../../../core/paths/read-fleet.ts';
import { reasonWords } from '../../events/reason-words.ts';
import { isoOrNull } from '../../http/iso.ts';

/** The change that led to the present status; where it is not known, what is known of it. */
function lastChange(monitor: Monitor): Transition {
  const { kind, id, born, sequence, status, reason, since, lastBeatAt, config, last } = monitor;
  if (last?.sequence === sequence && last.to === status) return last;
  return {
    kind,
    id,
    born,
    sequence,
    from: 'unknown',
    to: status,
    reason,
    at: since,
    fromSince: since,
    lastBeatAt,
    name: config.name,
    tags: config.tags,
  };
}

/** Why a monitor has the status that is shown, in sentences. Nothing of what it said itself is in them. */
export function whyOf({ monitor, status, expected }: View): string {
  if (status === 'late' && expected) {
    return `It was expected by ${isoOrNull(expected.expectedAt)} and has until ${isoOrNull(expected.at)}.`;
  }
  if (status === 'running') return 'A run is under way.';
  const { title, sentence } = reasonWords(lastChange(monitor));
  return `It ${title}. ${sentence}`;
}
