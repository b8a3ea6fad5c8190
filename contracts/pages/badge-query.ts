import * as z from 'zod/mini';
import { meaning } from '../http/described.ts';
import { clearableText, object } from '../http/fields.ts';

const MOST_LABEL = 100;

/** How a badge may be asked for. */
export const badgeQuery = object({
  label: meaning(
    'What stands at its left, in place of the name; empty for nothing',
    z.nullish(clearableText(MOST_LABEL)),
  ),
});
