import type { Announcement, Severity } from '../../contracts/events/announcement.ts';
import { escapeHtml } from '../../contracts/events/escape-html.ts';
import { listWithin, type MonitorList } from '../../contracts/events/list-within.ts';
import { plainText } from '../../contracts/events/plain-text.ts';
import { manyLines, oneLine } from '../../contracts/events/readable-text.ts';

export interface MailContent {
  /** One line. */
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const SUBJECT_LENGTH = 200;
const NOTICE_LENGTH = 20_000;

const COLOURS: Readonly<Record<Severity, string>> = {
  down: '#b3261e',
  degraded: '#a15c00',
  recovered: '#1b7f3b',
  info: '#1f5fa8',
  test: '#475467',
};

const page = (body: string): string =>
  `<!doctype html><html lang="en"><body style="font-family:sans-serif;font-size:15px;color:#1c1c1c">${body}</body></html>`;

/** `dir="auto"`: a name in another direction does not turn the line round. */
const heading = (text: string, colour: string): string =>
  `<h1 dir="auto" style="font-size:18px;color:${colour}">${escapeHtml(text)}</h1>`;

const paragraph = (text: string): string =>
  `<p dir="auto" style="white-space:pre-wrap">${escapeHtml(text)}</p>`;

const factRow = ({ label, value }: Announcement['facts'][number]): string =>
  `<tr><th align="left" valign="top" style="padding-right:16px">${escapeHtml(label)}</th>` +
  `<td dir="auto" style="white-space:pre-wrap">${escapeHtml(value)}</td></tr>`;

/** A line that says how many more there are is none of the list. */
function listed(list: MonitorList): string {
  const items = list.lines.map((line) => `<li dir="auto">${escapeHtml(line)}</li>`).join('');
  const rest = listWithin({ lines: [], all: list.all - list.lines.length });
  return `<ul>${items}</ul>${rest ? paragraph(rest) : ''}`;
}

const linkLine = (url: string): string => `<p><a href="${escapeHtml(url)}">Open in Heartbeat Central</a></p>`;

/** The mail of an announcement. Pure. */
export function announcementMail(announcement: Announcement): MailContent {
  const { headline, sentences, severity, list, facts, link } = announcement;
  return {
    subject: oneLine(headline, SUBJECT_LENGTH),
    text: plainText(announcement),
    html: page(
      heading(headline, COLOURS[severity]) +
        sentences.map(paragraph).join('') +
        (list ? listed(list) : '') +
        (facts.length > 0 ? `<table>${facts.map(factRow).join('')}</table>` : '') +
        linkLine(link),
    ),
  };
}

/** The mail of a plain notice. Pure. */
export function noticeMail(subject: string, text: string): MailContent {
  const title = oneLine(subject, SUBJECT_LENGTH);
  const body = manyLines(text, NOTICE_LENGTH);
  return { subject: title, text: `${body}\n`, html: page(heading(title, COLOURS.info) + paragraph(body)) };
}
