import type { Kind } from '../../core/monitor/ref.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { ownerWords } from './owner-words.ts';
import { oneLine } from './readable-text.ts';

const TAG_LENGTH = 60;
const OWNER_LENGTH = 100;

const PLURALS: Readonly<Record<Kind, string>> = {
  service: 'services',
  scheduler: 'schedulers',
  daemon: 'daemons',
  application: 'applications',
};

type Shared = (t: Transition) => readonly string[];

const tagsOf: Shared = ({ tags }) => tags.map((tag) => oneLine(tag, TAG_LENGTH));
const ownerOf: Shared = (t) => [oneLine(ownerWords(t), OWNER_LENGTH)];
const pluralOf: Shared = ({ kind }) => [PLURALS[kind]];

/** What most of them bear: two at least, and half of them. Of equals the first by letters, so that it is the same each time. */
function mostBorne(monitors: readonly Transition[], sharedOf: Shared): [string, number] | undefined {
  const bearers = new Map<string, number>();
  for (const value of monitors.flatMap((t) => [...new Set(sharedOf(t))])) {
    if (value !== '') bearers.set(value, (bearers.get(value) ?? 0) + 1);
  }
  const [most] = [...bearers].sort(([a, of], [b, than]) => than - of || (a < b ? -1 : 1));
  return most && most[1] >= 2 && most[1] * 2 >= monitors.length ? most : undefined;
}

function howMany(count: number, all: number): string {
  if (count < all) return `${count} of ${all}`;
  return all === 2 ? 'Both' : `All ${all}`;
}

/** What these monitors have in common, as a sentence: a tag, else their kind, else their owner. */
export function sharedWords(monitors: readonly Transition[]): string | undefined {
  const ways: readonly [Shared, string][] = [
    [tagsOf, 'with tag'],
    [pluralOf, 'are'],
    [ownerOf, 'belong to'],
  ];
  for (const [sharedOf, verb] of ways) {
    const most = mostBorne(monitors, sharedOf);
    if (most) return `${howMany(most[1], monitors.length)} ${verb} ${most[0]}.`;
  }
  return undefined;
}
