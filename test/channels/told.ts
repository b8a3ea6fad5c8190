import type { Announcement } from '../../contracts/events/announcement.ts';
import { announce } from '../../contracts/events/announcement.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { HOSTILE_NAMES, transitionWith } from '../events/transitions.ts';
import { publicUrl } from './http-channel.ts';

export const announcementWith = (changes: Partial<Transition> = {}): Announcement =>
  announce(transitionWith(changes), { publicUrl });

export const DEGRADED = { from: 'up', to: 'degraded', reason: 'reported-degraded', message: 'slow' } as const;
export const RECOVERED = { from: 'down', to: 'up', reason: 'recovered' } as const;

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
  ],
}));
