import type { Listener, Routed } from '../../../core/alerts/audience.ts';
import type { Silent } from '../../../core/alerts/silence.ts';
import type { KnownChannel } from '../../../core/ports/channel-directory.ts';

export interface Audience {
  readonly channels: readonly KnownChannel[];
  readonly listeners: readonly Listener[];
  readonly silent: readonly Silent[];
  /** Why the owner is not mailed; undefined where it is. */
  readonly ownerSilence: string | undefined;
}

/** Who would hear of a transition, and who would not. */
export function audienceAnswer(t: Routed, { channels, listeners, silent, ownerSilence }: Audience): object {
  const byId = new Map(channels.map((channel) => [channel.id, channel]));
  const { kind, id, from, to, tags, owner } = t;
  return {
    transition: { kind, id, from, to, tags, channels: t.channels ?? [], owner_email: owner?.email ?? null },
    hears: listeners.map(({ channel, because, reason }) => ({
      channel,
      name: byId.get(channel)?.name ?? 'The owner',
      type: byId.get(channel)?.type ?? 'email',
      because,
      reason,
    })),
    silent,
    owner_note: ownerSilence ?? null,
  };
}
