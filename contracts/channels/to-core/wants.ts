import type * as z from 'zod/mini';
import type { Wants } from '../../../core/alerts/wants.ts';
import type { wants } from '../schemas/channel.ts';

/** Wants in the core's words: a list without entries asks for nothing, as if it were left out. */
export function toWants(given: z.infer<typeof wants> | null | undefined): Wants {
  const { kinds, tags, ids, statuses } = given ?? {};
  return {
    ...(kinds?.length && { kinds: [...new Set(kinds)] }),
    ...(tags?.length && { tags: [...new Set(tags)] }),
    ...(ids?.length && { ids: [...new Set(ids)] }),
    ...(statuses?.length && { statuses: [...new Set(statuses)] }),
  };
}
