import type { Announcement } from './announcement.ts';

/** The whole announcement as text without formatting, for mail. */
export const plainText = ({ headline, sentences, facts, link }: Announcement): string =>
  [
    headline,
    sentences.join('\n'),
    facts.map(({ label, value }) => `${label}: ${value}`).join('\n'),
    `Open in Heartbeat Central: ${link}\n`,
  ].join('\n\n');
