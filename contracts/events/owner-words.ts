import { TROUBLES } from '../../core/alerts/wants.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { oneLine } from './readable-text.ts';

const OWNER_LENGTH = 200;
/** A chat's id has some 20 letters; what is longer is none. */
const LONGEST_ID = 100;

/** Whose monitor it is, as text; empty where nobody is named. */
export const ownerWords = ({ owner }: Pick<Transition, 'owner'>): string =>
  [owner?.email, owner?.alertUserId]
    .map((part) => oneLine(part ?? '', OWNER_LENGTH))
    .filter((part) => part !== '')
    .join(', ');

/** Who is to be called in a chat: an id there, as people wrote it. Nobody is called over what is no trouble. */
export function calledOver({ to, owner }: Pick<Transition, 'to' | 'owner'>): readonly string[] {
  const id = owner?.alertUserId?.trim();
  const isTrouble = TROUBLES.some((trouble) => trouble === to);
  return isTrouble && id && id.length <= LONGEST_ID ? [id] : [];
}
