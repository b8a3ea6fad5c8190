import type { View } from '../../../core/paths/read-fleet.ts';
import type { ListFields } from '../schemas/scheduler.ts';

/** What a scheduler must be to be listed; undefined where all are asked for. `q` is looked for in id and name. */
export function listFilter({ status, tag, q }: ListFields): ((view: View) => boolean) | undefined {
  if (status == null && tag == null && q == null) return undefined;
  const wanted = q?.toLowerCase();
  return ({ monitor: { id, config }, status: shown }) =>
    (status == null || shown === status) &&
    (tag == null || config.tags.includes(tag)) &&
    (wanted === undefined || `${id}\n${config.name}`.toLowerCase().includes(wanted));
}
