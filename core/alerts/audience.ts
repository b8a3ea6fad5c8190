import { subjectOf } from '../monitor/ref.ts';
import type { Transition } from '../monitor/transition.ts';
import type { KnownChannel } from '../ports/channel-directory.ts';
import { ownerChannel } from './owner-channel.ts';
import { TROUBLES, type Wants } from './wants.ts';

/** Why a channel is told: `reason` is a sentence without its subject. */
export interface Listener {
  readonly channel: string;
  readonly because: 'named' | 'wanted' | 'everything' | 'owner' | 'default';
  readonly reason: string;
}

/** What routing goes by. */
export type Routed = Pick<Transition, 'kind' | 'id' | 'from' | 'to' | 'tags' | 'owner' | 'channels'>;

const isTrouble = (status: string): boolean => TROUBLES.some((trouble) => trouble === status);

/**
 * Whether a change is to be told to who wants to hear of these statuses: trouble and what ends it by default. What
 * ends a wanted trouble is always told, else an alert would stay open for ever.
 */
export function isToldOf(
  { from, to }: Pick<Transition, 'from' | 'to'>,
  statuses: Wants['statuses'],
): boolean {
  const wanted: readonly string[] = statuses ?? TROUBLES;
  return wanted.includes(to) || (isTrouble(from) && wanted.includes(from));
}

/** A filter is what narrows the monitors; a wish for statuses alone is none. */
export const hasFilter = ({ kinds, tags, ids }: Wants): boolean => Boolean(kinds ?? tags ?? ids);

/** The words of what a filter found in the monitor; undefined where it does not fit. */
function fittingWords({ kinds, tags, ids }: Wants, t: Routed): string | undefined {
  if (kinds && !kinds.includes(t.kind)) return;
  const tag = tags && t.tags.find((one) => tags.includes(one));
  if (tags && tag === undefined) return;
  if (ids && !ids.includes(t.id) && !ids.includes(subjectOf(t))) return;
  const words = [kinds && `kind ${t.kind}`, tag && `tag ${tag}`, ids && `monitor ${subjectOf(t)}`];
  return words.filter(Boolean).join(' and ');
}

/**
 * Who hears of a transition, in order of the channels given. The channels that its monitor names and those whose filter
 * fits; where it names none, also the channels without a filter; its owner by mail; and where none of these channels
 * wants it, the default ones. A name that leads nowhere counts as none: nothing may be lost by a mistyped name. Pure.
 */
export function audienceOf(
  t: Routed,
  channels: readonly KnownChannel[],
  options: { readonly mailsOwners: boolean },
): readonly Listener[] {
  const open = channels.filter(({ enabled }) => enabled);
  const named = new Set(open.filter(({ id }) => t.channels?.includes(id)).map(({ id }) => id));
  const willing = open.filter(({ wants }) => isToldOf(t, wants.statuses));
  const claims = willing.flatMap((channel) => claimOf(t, channel, named));
  const defaults = willing.filter(({ isDefault }) => isDefault);
  const told =
    claims.length > 0
      ? claims
      : defaults.map(({ id }) => listener(id, 'default', 'hears what no other channel claims'));
  return [...told, ...ownerOf(t, told, open, options.mailsOwners)];
}

const listener = (channel: string, because: Listener['because'], reason: string): Listener => ({
  channel,
  because,
  reason,
});

function claimOf(t: Routed, channel: KnownChannel, named: ReadonlySet<string>): Listener[] {
  const { id, wants, isDefault } = channel;
  if (named.has(id)) return [listener(id, 'named', 'is named by the monitor')];
  if (hasFilter(wants)) {
    const words = fittingWords(wants, t);
    return words === undefined ? [] : [listener(id, 'wanted', `wants ${words}`)];
  }
  if (isDefault || named.size > 0) return [];
  return [listener(id, 'everything', 'hears every monitor that names no channel')];
}

/** The owner hears of trouble and its end, unless a channel that is told mails the same address. */
function ownerOf(
  t: Routed,
  told: readonly Listener[],
  channels: readonly KnownChannel[],
  mailsOwners: boolean,
): Listener[] {
  const address = t.owner?.email?.toLowerCase();
  if (!address || !mailsOwners || !isToldOf(t, undefined)) return [];
  const isTold = ({ id }: KnownChannel): boolean => told.some(({ channel }) => channel === id);
  const isMailed = channels.some((channel) => isTold(channel) && channel.mailsTo?.includes(address));
  return isMailed ? [] : [listener(ownerChannel(address), 'owner', 'owns the monitor')];
}
