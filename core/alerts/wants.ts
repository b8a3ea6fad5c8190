import type { Kind } from '../monitor/ref.ts';
import type { Status } from '../monitor/status.ts';

/** Statuses that somebody must hear of; what ends one of them is told to whoever wants it. */
export const TROUBLES = ['down', 'degraded'] as const satisfies readonly Status[];
/** What a channel may want to hear of; what is deleted or forgotten ends trouble, and is told with it. */
export const WANTED_STATUSES = [
  'down',
  'degraded',
  'up',
  'paused',
  'unknown',
] as const satisfies readonly Status[];

/** What a channel wants to hear. A part that is left out excludes nothing; the parts must all fit. */
export interface Wants {
  readonly kinds?: readonly Kind[] | undefined;
  /** At least one of them. */
  readonly tags?: readonly string[] | undefined;
  /** `<kind>/<id>`, or an id alone of whatever kind. */
  readonly ids?: readonly string[] | undefined;
  /** Trouble by default. It hears of each change into one of these, and of what ends a trouble among them. */
  readonly statuses?: readonly (typeof WANTED_STATUSES)[number][] | undefined;
}
