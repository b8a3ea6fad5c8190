import type { Announcement } from '../../contracts/events/announcement.ts';
import { announce } from '../../contracts/events/announcement.ts';
import { announceGroup } from '../../contracts/events/group-announcement.ts';
import { announceTest } from '../../contracts/events/test-announcement.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import type { ChannelMessage } from '../../core/ports/channel.ts';
import { HOSTILE_NAMES, storm, transitionWith } from '../events/transitions.ts';
import { publicUrl } from './http-channel.ts';

export const announcementWith = (changes: Partial<Transition> = {}): Announcement =>
  announce(transitionWith(changes), { publicUrl });

export const DEGRADED = { from: 'up', to: 'degraded', reason: 'reported-degraded', message: 'slow' } as const;
export const RECOVERED = { from: 'down', to: 'up', reason: 'recovered' } as const;

const AT = transitionWith().at;
const about = (changes: Partial<Transition>): ChannelMessage => ({
  type: 'transition',
  transition: transitionWith(changes),
});
const group = (transitions: readonly Transition[]): ChannelMessage => ({ type: 'group', transitions });

/** Three of every ten are degraded, one of a hundred is up again; nine of ten share a tag. */
const manyAtOnce = storm(1_000, (n) => ({
  kind: n % 4 === 0 ? 'scheduler' : 'daemon',
  at: AT + n,
  tags: n % 10 === 0 ? ['other'] : [`rack-${n % 7}`, 'db-1'],
  ...(n % 10 < 3 && DEGRADED),
  ...(n % 100 === 3 && RECOVERED),
}));

/** What every channel must tell, by what it is about. */
export const MESSAGES: Readonly<Record<string, ChannelMessage>> = {
  'down by silence, with an owner': about({
    owner: { email: 'shop@example.com', alertUserId: 'U024BE7LH' },
  }),
  'degraded with a message': about(DEGRADED),
  'a recovery after a downtime': about({
    ...RECOVERED,
    owner: { email: 'shop@example.com', alertUserId: 'U024BE7LH' },
  }),
  'a silence with a gap of our own hearing': about({ gap: { from: AT - 240_000, to: AT - 200_000 } }),
  'a group of three': group([
    transitionWith({ owner: { email: 'shop@example.com', alertUserId: '123456789012345678' } }),
    transitionWith({ id: 'shop', name: 'Shop', tags: [], at: AT + 1_000, ...DEGRADED }),
    transitionWith({
      kind: 'scheduler',
      id: 'backup',
      name: 'Nightly backup',
      at: AT - 60_000,
      reason: 'reported-failure',
      message: 'disk full\nat /dev/sda',
      gap: { from: AT - 120_000, to: AT - 100_000 },
    }),
  ]),
  'a group of 1,000': group(manyAtOnce),
  'a group of recoveries': group(storm(4, (n) => ({ ...RECOVERED, fromSince: AT - n * 90_000, at: AT + n }))),
  'a test': { type: 'test', channel: 'Payments on call', at: AT },
};

/** Hostile text wherever others may write it. */
export const hostile = HOSTILE_NAMES.map((name) => ({
  name,
  title: JSON.stringify(name.slice(0, 40)),
  announcements: [
    announcementWith({
      name,
      tags: [name, name],
      message: name,
      reason: 'reported-failure',
      gap: { from: 1, to: 2 },
    }),
    announcementWith({ name, kind: 'scheduler', reason: 'missed', id: 'x'.repeat(128) }),
    announcementWith({ name, owner: { email: name, alertUserId: name } }),
    announceGroup(
      storm(30, (n) => ({
        name: `${n}${name}`,
        tags: [name],
        message: name,
        reason: 'reported-failure',
        owner: { email: name, alertUserId: `${name.slice(0, 60)}${n}` },
        gap: { from: n, to: n + 1 },
      })),
      { publicUrl },
    ),
    announceTest({ channel: name, at: 0 }, { publicUrl }),
  ],
}));
