import * as z from 'zod/mini';
import { meaning, named } from '../../http/described.ts';
import { object, text } from '../../http/fields.ts';

export const occurrencesQuery = object({
  schedule: text(200).check(
    z.meta({ description: 'A cron expression of five fields', examples: ['30 2 * * 1-5'] }),
  ),
  timezone: meaning('Its IANA zone; UTC by default', z.nullish(text(64))),
});

export const occurrences = named(
  'Occurrences',
  z.object({
    schedule: z.string(),
    timezone: z.string(),
    occurrences: meaning('The next five; fewer only where it does not occur so often', z.array(z.string())),
  }),
);
