import { TROUBLES, type Wants } from '../../../core/alerts/wants.ts';
import type { Channel } from '../api/shapes.ts';
import { lasting } from '../time/words.ts';

const either = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;

function whom({ kinds, tags, ids }: Wants, isDefault: boolean): string {
  const parts = [
    kinds && `of kind ${either(kinds)}`,
    tags && `with the tag ${either(tags)}`,
    ids && `named ${either(ids)}`,
  ].filter(Boolean);
  if (parts.length > 0) return `Monitors ${parts.join(' and ')}`;
  return isDefault ? 'What no other channel claims' : 'Every monitor that names no channel';
}

/** What a channel wants to hear, in a sentence. */
export const wantsWords = ({ wants, default: isDefault }: Pick<Channel, 'wants' | 'default'>): string =>
  `${whom(wants, isDefault)}, when ${either(wants.statuses ?? TROUBLES)}.`;

/** Whether it works, as far as is known: what happened last counts. */
export function healthWords(
  { proved, failed }: Pick<Channel, 'proved' | 'failed'>,
  now: number,
): { readonly isWell: boolean; readonly text: string } {
  const ago = (iso: string): string => `${lasting(now - Date.parse(iso))} ago`;
  if (failed && (!proved || Date.parse(failed.at) > Date.parse(proved.at)))
    return { isWell: false, text: `Failed ${ago(failed.at)}${failed.answer ? `: ${failed.answer}` : ''}` };
  if (!proved) return { isWell: true, text: 'Not tried yet' };
  return { isWell: true, text: `Worked ${ago(proved.at)}, by a ${proved.by}` };
}
