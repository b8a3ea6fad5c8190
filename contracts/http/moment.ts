import * as z from 'zod/mini';

/** A time in a query: ISO 8601, or milliseconds since 1970. */
export const moment = z.string().check(
  z.refine((text) => Number.isFinite(momentOf(text)), 'must be a time such as 2026-03-02T12:00:00.000Z'),
  z.meta({
    description: 'Only what is older than this time: ISO 8601, or milliseconds since 1970',
    examples: ['2026-03-02T12:00:00.000Z'],
  }),
);

export const momentOf = (text: string): number => (/^\d{1,15}$/.test(text) ? Number(text) : Date.parse(text));
