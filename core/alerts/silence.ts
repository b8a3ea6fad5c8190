import { subjectOf } from '../monitor/ref.ts';
import type { KnownChannel } from '../ports/channel-directory.ts';
import { hasFilter, isToldOf, type Listener, type Routed } from './audience.ts';
import type { Wants } from './wants.ts';

/** A channel that does not hear of a transition, and why: a sentence without its subject. */
export interface Silent {
  readonly channel: string;
  readonly reason: string;
}

const SHOWN_WORDS = 5;

/** At most a few of them, so that a long filter makes no long sentence. */
function anyOf(words: readonly string[]): string {
  const shown = words.slice(0, SHOWN_WORDS).join(', ');
  return words.length > SHOWN_WORDS ? `${shown} and ${words.length - SHOWN_WORDS} more` : shown;
}

/** Which part of a filter does not fit the monitor; undefined where all of them do. */
function misfitOf({ kinds, tags, ids }: Wants, t: Routed): string | undefined {
  if (kinds && !kinds.includes(t.kind)) return `wants only the kind ${anyOf(kinds)}`;
  if (tags && !t.tags.some((tag) => tags.includes(tag))) return `wants only what has the tag ${anyOf(tags)}`;
  if (ids && !ids.includes(t.id) && !ids.includes(subjectOf(t)))
    return `wants only the monitor ${anyOf(ids)}`;
  return undefined;
}

/** The channels that do not hear of a transition, given those that do (see `audienceOf`). Pure. */
export function silentOf(
  t: Routed,
  channels: readonly KnownChannel[],
  listeners: readonly Listener[],
): readonly Silent[] {
  const hearing = new Set(listeners.map(({ channel }) => channel));
  const named = new Set(
    channels.filter(({ id, enabled }) => enabled && t.channels?.includes(id)).map(({ id }) => id),
  );
  return channels
    .filter(({ id }) => !hearing.has(id))
    .map((channel) => ({ channel: channel.id, reason: reasonOf(t, channel, named) }));
}

function reasonOf(
  t: Routed,
  { id, wants, enabled, isDefault }: KnownChannel,
  named: ReadonlySet<string>,
): string {
  if (!enabled) return 'is switched off';
  const misfit = named.has(id) ? undefined : misfitOf(wants, t);
  if (misfit) return misfit;
  const isWide = !named.has(id) && !hasFilter(wants);
  if (isWide && !isDefault && named.size > 0) return 'hears only monitors that name no channel';
  if (isWide && isDefault && isToldOf(t, wants.statuses)) return 'hears only what no other channel claims';
  return notToldOf(t);
}

const notToldOf = ({ from, to }: Pick<Routed, 'from' | 'to'>): string =>
  `does not want to hear of a change from ${from} to ${to}`;

/** Why the owner is not mailed; undefined where it is. Pure. */
export function ownerSilence(
  t: Routed,
  channels: readonly KnownChannel[],
  { listeners, mailsOwners }: { readonly listeners: readonly Listener[]; readonly mailsOwners: boolean },
): string | undefined {
  const address = t.owner?.email?.toLowerCase();
  if (!address) return 'No address of an owner is known';
  if (listeners.some(({ because }) => because === 'owner')) return undefined;
  if (!mailsOwners) return 'The owner would be mailed, but no mail server is set';
  if (!isToldOf(t, undefined)) return 'The owner hears only of trouble and its end';
  const hearing = new Set(listeners.map(({ channel }) => channel));
  const mailing = channels.find(({ id, mailsTo }) => hearing.has(id) && mailsTo?.includes(address));
  return `The owner is mailed by the channel ${mailing?.id} already`;
}
