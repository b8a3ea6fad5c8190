import type { Gap } from '../../core/monitor/hearing.ts';
import { inWords } from '../../core/monitor/in-words.ts';
import type { MonitorRef } from '../../core/monitor/ref.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { oneLine } from './readable-text.ts';
import { reasonWords, reportersWords } from './reason-words.ts';

export type Severity = 'down' | 'degraded' | 'recovered' | 'info';

/** What a person must read about a transition, the same in every channel. Plain text: each channel escapes it. */
export interface Announcement {
  /** One line. */
  readonly headline: string;
  readonly sentences: readonly string[];
  readonly severity: Severity;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly link: string;
}

/** Of a long name, what leaves the rest of the headline in sight. */
const NAME_LENGTH = 80;
const MESSAGE_LENGTH = 1_000;
const TAGS_LENGTH = 200;

const iso = (at: number): string => new Date(at).toISOString();

function severityOf(t: Transition): Severity {
  if (t.to === 'down') return 'down';
  if (t.to === 'degraded') return 'degraded';
  return t.reason === 'recovered' ? 'recovered' : 'info';
}

function gapSentence(gap: Gap): string {
  const from = iso(gap.from);
  return gap.to === undefined
    ? `Heartbeat Central itself has not been able to hear since ${from}: the silence may be ours.`
    : `Heartbeat Central itself could not hear from ${from} to ${iso(gap.to)}: heartbeats sent then may be lost.`;
}

const gapWords = (gap: Gap): string => `${iso(gap.from)} to ${gap.to === undefined ? 'now' : iso(gap.to)}`;

const durationLabel = (t: Transition): string => (t.from === 'down' ? 'Downtime' : `Was ${t.from} for`);

function factsOf(t: Transition): Announcement['facts'] {
  const message = reportersWords(t, MESSAGE_LENGTH);
  const tags = oneLine(t.tags.join(', '), TAGS_LENGTH);
  return [
    { label: 'Monitor', value: `${t.kind} ${oneLine(t.id, NAME_LENGTH)}` },
    { label: 'Status', value: `${t.from} → ${t.to}` },
    { label: 'Since', value: iso(t.at) },
    { label: 'Last heartbeat', value: t.lastBeatAt === undefined ? 'never' : iso(t.lastBeatAt) },
    { label: durationLabel(t), value: inWords(t.at - t.fromSince) },
    ...(t.gap ? [{ label: 'Could not hear', value: gapWords(t.gap) }] : []),
    ...(tags ? [{ label: 'Tags', value: tags }] : []),
    ...(message ? [{ label: 'Message', value: message }] : []),
  ];
}

/** The dashboard's page of a monitor. */
export const linkTo = (ref: MonitorRef, publicUrl: string): string =>
  `${publicUrl.replace(/\/+$/, '')}/#/monitors/${ref.kind}/${encodeURIComponent(ref.id.toWellFormed())}`;

/** The announcement of a transition. Pure; `publicUrl` is where people reach the dashboard. */
export function announce(t: Transition, options: { readonly publicUrl: string }): Announcement {
  const { title, sentence } = reasonWords(t);
  const name = oneLine(t.name, NAME_LENGTH) || oneLine(t.id, NAME_LENGTH);
  return {
    headline: `${name} ${title}`,
    sentences: [sentence, ...(t.gap ? [gapSentence(t.gap)] : [])],
    severity: severityOf(t),
    facts: factsOf(t),
    link: linkTo(t, options.publicUrl),
  };
}
