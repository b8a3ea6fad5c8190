import type { Transition } from '../../core/monitor/transition.ts';
import type { ChannelMessage } from '../../core/ports/channel.ts';
import type { Announcement } from './announcement.ts';
import type { TemplateValues } from './webhook-template.ts';

/** What a message says in words. */
export interface TemplateWords extends Pick<Announcement, 'headline' | 'sentences' | 'severity'> {
  readonly link: string | null;
}

const iso = (at: number): string => new Date(at).toISOString();
const isoOrNull = (at: number | undefined): string | null => (at === undefined ? null : iso(at));
const formed = (text: string | undefined): string | null => text?.toWellFormed() ?? null;

/** When it happened; of many, the last. A notice bears no time. */
function timeOf(message: ChannelMessage): number | undefined {
  switch (message.type) {
    case 'transition':
      return message.transition.at;
    case 'group':
      return message.transitions.at(-1)?.at;
    case 'test':
      return message.at;
    case 'notice':
      return undefined;
  }
}

type OfTransition = Omit<TemplateValues, 'type' | 'event' | 'at' | keyof TemplateWords>;

const ofTransition = (t: Transition | undefined): OfTransition => ({
  'monitor.kind': t?.kind ?? null,
  'monitor.id': formed(t?.id),
  'monitor.name': formed(t?.name),
  'monitor.tags': t?.tags.map((tag) => tag.toWellFormed()) ?? null,
  from: t?.from ?? null,
  to: t?.to ?? null,
  reason: t?.reason ?? null,
  message: formed(t?.message),
  lastHeartbeatAt: isoOrNull(t?.lastBeatAt),
  previousStatusSeconds: t ? Math.max(0, t.at - t.fromSince) / 1000 : null,
  'owner.email': formed(t?.owner?.email),
  'owner.alertUserId': formed(t?.owner?.alertUserId),
});

/** What a template may name about a message. `event`: the CloudEvent that is sent without a template. Pure. */
export const templateValues = (
  message: ChannelMessage,
  { headline, sentences, severity, link }: TemplateWords,
  event: object,
): TemplateValues => ({
  type: message.type,
  headline,
  sentences,
  severity,
  link,
  at: isoOrNull(timeOf(message)),
  ...ofTransition(message.type === 'transition' ? message.transition : undefined),
  event,
});
