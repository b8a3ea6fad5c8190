/** A time as every answer shows it: ISO 8601, UTC, with milliseconds; null where there is none. */
export const isoOrNull = (at: number | undefined): string | null =>
  at === undefined ? null : new Date(at).toISOString();
