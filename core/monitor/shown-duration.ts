/** No run may take longer than a year: what is more, or nothing at all, was not measured. */
const MOST_MS = 366 * 86_400_000;

/**
 * How long a run took, in ms, for people and sums: as its sender measured it, since of reports that were kept and sent
 * later we hear start and end within moments; else between our hearing of both. Limits are never judged by it.
 */
export function shownDuration(heardMs: number | undefined, clientMs: number | undefined): number | undefined {
  const isPlausible = clientMs !== undefined && clientMs > 0 && clientMs <= MOST_MS;
  return isPlausible ? clientMs : heardMs;
}
