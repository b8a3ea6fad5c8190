import { inWords } from '../../core/monitor/in-words.ts';
import type { MonitorRef } from '../../core/monitor/ref.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { gapSentence, gapWords } from './hearing-gap-words.ts';
import type { MonitorList } from './list-within.ts';
import { calledOver, ownerWords } from './owner-words.ts';
import { manyLines, oneLine } from './readable-text.ts';
import { reasonWords, reportersWords } from './reason-words.ts';

export type Severity = 'down' | 'degraded' | 'recovered' | 'info' | 'test';

/** What a person must read, the same in every channel. Plain text: each channel escapes it. */
export interface Announcement {
  /** One line. */
  readonly headline: string;
  /** At least one. */
  readonly sentences: readonly string[];
  readonly severity: Severity;
  /** Of a group: its monitors. */
  readonly list?: MonitorList | undefined;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Who is to be called where there are mentions: ids as people wrote them, so text until a channel knows its own. */
  readonly mentions: readonly string[];
  readonly link: string;
}

/** Of a long name, what leaves the rest of the headline in sight. */
const NAME_LENGTH = 80;
const MESSAGE_LENGTH = 1_000;
const LAST_MESSAGE_LENGTH = 300;
const TAGS_LENGTH = 200;

const iso = (at: number): string => new Date(at).toISOString();

/** How bad the new status is. */
export function severityOf(t: Transition): Severity {
  if (t.to === 'down') return 'down';
  if (t.to === 'degraded') return 'degraded';
  return t.reason === 'recovered' ? 'recovered' : 'info';
}

/** For silence, the moment it is dated at is the one by which it had to be heard. */
const wasExpected = ({ reason }: Transition): boolean => reason === 'missed' || reason === 'never-heard';

const durationLabel = (t: Transition): string => (t.from === 'down' ? 'Downtime' : `Was ${t.from} for`);

function factsOf(t: Transition): Announcement['facts'] {
  const message = reportersWords(t, MESSAGE_LENGTH);
  const lastMessage = manyLines(t.lastMessage ?? '', LAST_MESSAGE_LENGTH);
  const owner = ownerWords(t);
  const tags = oneLine(t.tags.join(', '), TAGS_LENGTH);
  return [
    { label: 'Monitor', value: `${t.kind} ${oneLine(t.id, NAME_LENGTH)}` },
    { label: 'Status', value: `${t.from} → ${t.to}` },
    { label: 'Since', value: iso(t.at) },
    { label: 'Last heartbeat', value: t.lastBeatAt === undefined ? 'never' : iso(t.lastBeatAt) },
    ...(wasExpected(t) ? [{ label: 'Expected by', value: iso(t.at) }] : []),
    { label: durationLabel(t), value: inWords(t.at - t.fromSince) },
    ...(lastMessage ? [{ label: 'It said last', value: lastMessage }] : []),
    ...(t.gap ? [{ label: 'Could not hear', value: gapWords(t.gap) }] : []),
    ...(owner ? [{ label: 'Owner', value: owner }] : []),
    ...(tags ? [{ label: 'Tags', value: tags }] : []),
    ...(message ? [{ label: 'Message', value: message }] : []),
  ];
}

/** The dashboard itself. */
export const dashboardAt = (publicUrl: string): string => `${publicUrl.replace(/\/+$/, '')}/`;

/** The dashboard's page of a monitor. */
export const linkTo = (ref: MonitorRef, publicUrl: string): string =>
  `${dashboardAt(publicUrl)}#/monitors/${ref.kind}/${encodeURIComponent(ref.id.toWellFormed())}`;

/** What people call it, on one line; its id where it has no name. */
export const nameOf = ({ name, id }: Pick<Transition, 'name' | 'id'>, limit = NAME_LENGTH): string =>
  oneLine(name, limit) || oneLine(id, limit);

/** The announcement of a transition. Pure; `publicUrl` is where people reach the dashboard. */
export function announce(t: Transition, options: { readonly publicUrl: string }): Announcement {
  const { title, sentence } = reasonWords(t);
  return {
    headline: `${nameOf(t)} ${title}`,
    sentences: [sentence, ...(t.gap ? [gapSentence(t.gap)] : [])],
    severity: severityOf(t),
    facts: factsOf(t),
    mentions: calledOver(t),
    link: linkTo(t, options.publicUrl),
  };
}
