import { createHash } from 'node:crypto';
import type { Announcement } from '../../contracts/events/announcement.ts';
import { LINES_IN_A_CHAT, listWithin } from '../../contracts/events/list-within.ts';
import { newestChanges } from '../../contracts/events/newest-changes.ts';
import { abridged, oneLine } from '../../contracts/events/readable-text.ts';
import { subjectOf } from '../../core/monitor/ref.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import type { ChannelMessage } from '../../core/ports/channel.ts';
import { announcementOf } from '../outgoing/announcement-of.ts';
import { groupKey } from '../outgoing/group-key.ts';

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

/** What resolves an incident. A monitor that is forgotten has not recovered, so a person must close its own. */
export const endsTrouble = (t: Pick<Transition, 'to' | 'reason'>): boolean =>
  t.to !== 'down' && t.to !== 'degraded' && t.reason !== 'forgotten';

type Details = Readonly<Record<string, string>>;

const detailsOf = ({ sentences, list, facts }: Announcement): Details => ({
  Summary: sentences.join(' '),
  ...(list && { Monitors: listWithin(list, { most: LINES_IN_A_CHAT, limit: TEXT_LIMIT }) }),
  ...Object.fromEntries(facts.map(({ label, value }) => [label, value])),
});

interface Trigger {
  readonly key: string;
  readonly source: string;
  readonly severity: PagerDutyPayload['severity'];
  readonly at: number;
  /** Told besides what the announcement tells. */
  readonly details?: Details;
}

const triggerOf = (announcement: Announcement, trigger: Trigger, publicUrl: string): PagerDutyEvent => ({
  event_action: 'trigger',
  dedup_key: trigger.key,
  client: 'Heartbeat Central',
  client_url: publicUrl,
  links: [{ href: announcement.link, text: 'Open in Heartbeat Central' }],
  payload: {
    summary: abridged(announcement.headline, SUMMARY_LIMIT),
    source: trigger.source,
    severity: trigger.severity,
    timestamp: new Date(trigger.at).toISOString(),
    custom_details: { ...detailsOf(announcement), ...trigger.details },
  },
});

const resolveOf = (key: string): PagerDutyEvent => ({ event_action: 'resolve', dedup_key: key });

function transitionEvent(t: Transition, publicUrl: string): PagerDutyEvent {
  if (endsTrouble(t)) return resolveOf(keyOf(t));
  const severity = t.to === 'down' ? 'critical' : 'warning';
  const trigger = { key: keyOf(t), source: subjectOf(t), severity, at: t.at } as const;
  return triggerOf(announcementOf({ type: 'transition', transition: t }, publicUrl), trigger, publicUrl);
}

const A_PERSON_RESOLVES = {
  Resolve: 'A person resolves this incident: it stays open when the monitors recover.',
};

/**
 * Troubles told together are one incident of their own, which nothing can resolve but a person: its monitors recover one
 * by one. What ends trouble resolves what that life opened when it was told alone.
 */
function groupEvents(transitions: readonly Transition[], publicUrl: string): readonly PagerDutyEvent[] {
  const newest = newestChanges(transitions).map((monitor) => monitor.newest);
  const troubles = newest.filter((t) => !endsTrouble(t));
  const inTrouble = new Set(troubles.map(subjectOf));
  const resolved = newest.filter(endsTrouble).map((t) => resolveOf(keyOf(t)));
  if (troubles.length === 0) return resolved;
  const told = transitions.filter((t) => inTrouble.has(subjectOf(t)));
  const trigger: Trigger = {
    key: `group/${groupKey(told)}`,
    source: 'Heartbeat Central',
    severity: troubles.some(({ to }) => to === 'down') ? 'critical' : 'warning',
    at: Math.min(...troubles.map(({ at }) => at)),
    details: A_PERSON_RESOLVES,
  };
  const announcement = announcementOf({ type: 'group', transitions: told }, publicUrl);
  return [triggerOf(announcement, trigger, publicUrl), ...resolved];
}

/** A test opens an incident that wakes nobody, the same for the same channel, and resolves it at once. */
function testEvents(
  test: Extract<ChannelMessage, { readonly type: 'test' }>,
  publicUrl: string,
): readonly PagerDutyEvent[] {
  const key = fitting(`test/${test.channel.toWellFormed()}`);
  const trigger = { key, source: 'Heartbeat Central', severity: 'info', at: test.at } as const;
  return [triggerOf(announcementOf(test, publicUrl), trigger, publicUrl), resolveOf(key)];
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

/** The events of a message, at least one, to be sent in this order; sent again they change nothing. Pure. */
export function pagerDutyEvents(message: ChannelMessage, publicUrl: string): readonly PagerDutyEvent[] {
  switch (message.type) {
    case 'transition':
      return [transitionEvent(message.transition, publicUrl)];
    case 'group':
      return groupEvents(message.transitions, publicUrl);
    case 'test':
      return testEvents(message, publicUrl);
    case 'notice':
      return [noticeOf(message.subject, message.text, publicUrl)];
  }
}
