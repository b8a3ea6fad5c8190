import { createHash } from 'node:crypto';
import { type Announcement, announce } from '../../contracts/events/announcement.ts';
import { abridged, oneLine } from '../../contracts/events/readable-text.ts';
import { subjectOf } from '../../core/monitor/ref.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import type { ChannelMessage } from '../../core/ports/channel.ts';

interface PagerDutyPayload {
  readonly summary: string;
  readonly source: string;
  readonly severity: 'critical' | 'error' | 'warning' | 'info';
  readonly timestamp?: string;
  readonly custom_details: Readonly<Record<string, string>>;
}

/** An event of the Events API v2, without its routing key. */
export type PagerDutyEvent =
  | { readonly event_action: 'resolve'; readonly dedup_key: string }
  | {
      readonly event_action: 'trigger';
      readonly dedup_key: string;
      readonly client: 'Heartbeat Central';
      readonly client_url: string;
      readonly links: readonly { readonly href: string; readonly text: string }[];
      readonly payload: PagerDutyPayload;
    };

// PagerDuty's limits: a summary 1,024 characters, a dedup_key 255, an event 512 KB.
const SUMMARY_LIMIT = 1_024;
const KEY_LIMIT = 255;
const TEXT_LIMIT = 3_000;

/** A key that is too long for PagerDuty by its hash: cut short, two could be one. */
const fitting = (key: string): string =>
  key.length <= KEY_LIMIT ? key : createHash('sha256').update(key).digest('hex');

/** One incident for each life of a monitor: what ends the trouble resolves what it opened. */
const keyOf = (t: Transition): string => fitting(`${subjectOf(t)}/${t.born}`);

/** A monitor that is forgotten has not recovered, so a person must close its incident. */
const endsTrouble = (t: Transition): boolean =>
  t.to !== 'down' && t.to !== 'degraded' && t.reason !== 'forgotten';

const detailsOf = ({ sentences, facts }: Announcement): Record<string, string> => ({
  Summary: sentences.join(' '),
  ...Object.fromEntries(facts.map(({ label, value }) => [label, value])),
});

function triggerOf(t: Transition, publicUrl: string): PagerDutyEvent {
  const announcement = announce(t, { publicUrl });
  return {
    event_action: 'trigger',
    dedup_key: keyOf(t),
    client: 'Heartbeat Central',
    client_url: publicUrl,
    links: [{ href: announcement.link, text: 'Open in Heartbeat Central' }],
    payload: {
      summary: abridged(announcement.headline, SUMMARY_LIMIT),
      source: subjectOf(t),
      severity: t.to === 'down' ? 'critical' : 'warning',
      timestamp: new Date(t.at).toISOString(),
      custom_details: detailsOf(announcement),
    },
  };
}

/** A notice opens an incident of its own, the same for the same subject; a person resolves it. */
function noticeOf(subject: string, text: string, publicUrl: string): PagerDutyEvent {
  const summary = oneLine(subject, SUMMARY_LIMIT) || 'Notice';
  return {
    event_action: 'trigger',
    dedup_key: fitting(`notice/${summary}`),
    client: 'Heartbeat Central',
    client_url: publicUrl,
    links: [],
    payload: {
      summary,
      source: 'Heartbeat Central',
      severity: 'error',
      custom_details: { Text: abridged(text.toWellFormed(), TEXT_LIMIT) },
    },
  };
}

/** The event of a message. Pure. */
export function pagerDutyEvent(message: ChannelMessage, publicUrl: string): PagerDutyEvent {
  if (message.type === 'notice') return noticeOf(message.subject, message.text, publicUrl);
  const { transition } = message;
  return endsTrouble(transition)
    ? { event_action: 'resolve', dedup_key: keyOf(transition) }
    : triggerOf(transition, publicUrl);
}
