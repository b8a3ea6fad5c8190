import type { ShownStatus } from '../monitor/status.ts';
import type { View } from './read-fleet.ts';

/** What a list of monitors is narrowed by; what is undefined asks for nothing. */
export interface FleetFilter {
  readonly statuses?: ReadonlySet<ShownStatus> | undefined;
  /** One of its tags, exactly. */
  readonly tag?: string | undefined;
  /** A part of its id, name, description or of a tag, in any case. */
  readonly text?: string | undefined;
  /** Only what was heard, changed its status or became late at or after this moment, epoch ms. */
  readonly changedAfter?: number | undefined;
}

/** Whether it is one of those that the filter leaves, whatever its status. */
export function isAbout({ tag, text }: FleetFilter): (view: View) => boolean {
  const part = text?.toLowerCase();
  return ({ monitor: { id, config } }) => {
    if (tag !== undefined && !config.tags.includes(tag)) return false;
    if (part === undefined) return true;
    return [id, config.name, config.description ?? '', ...config.tags].some((words) =>
      words.toLowerCase().includes(part),
    );
  };
}

/** Whether it is in a state, or in the news, that the filter asks for. */
export const isNews = ({ statuses, changedAfter }: FleetFilter, view: View): boolean =>
  (statuses === undefined || statuses.has(view.status)) &&
  (changedAfter === undefined || changedAt(view) >= changedAfter);

/** When what is shown of a monitor last changed, but for its configuration and its uptime. */
function changedAt({ monitor: { born, since, lastBeatAt }, status, expected }: View): number {
  const lateFrom = status === 'late' ? expected?.expectedAt : undefined;
  return Math.max(born, since, lastBeatAt ?? 0, lateFrom ?? 0);
}

/** The whole filter as one question; undefined where it asks for nothing, so that no more is read than is shown. */
export function matching(filter: FleetFilter): ((view: View) => boolean) | undefined {
  if (Object.values(filter).every((value) => value === undefined)) return undefined;
  const about = isAbout(filter);
  return (view) => isNews(filter, view) && about(view);
}
