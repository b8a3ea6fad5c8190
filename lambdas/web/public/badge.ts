import { escapeHtml } from '../../../contracts/events/escape-html.ts';
import { cutText } from '../../../contracts/http/cut.ts';
import type { ShownStatus } from '../../../core/monitor/status.ts';
import { LOOKS } from './shapes.ts';
import { textWidth } from './text-width.ts';

export interface BadgeText {
  /** What it is about; empty for none. */
  readonly label: string;
  readonly words: string;
  /** Says its color and shape. */
  readonly status: ShownStatus;
}

const HEIGHT = 20;
const PADDING = 6;
const ICON = 12;
const GAP = 4;
const LONGEST_LABEL = 60;

/** XML has no way to write these. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g;

const writable = (text: string): string =>
  text.toWellFormed().replace(UNWRITABLE, '').replace(/\s+/g, ' ').trim();

const shortened = (label: string): string =>
  label.length > LONGEST_LABEL ? `${cutText(label, LONGEST_LABEL - 1).value}…` : label;

/** A badge as SVG: a label, and a state by shape, color and word. */
export function badge(text: BadgeText): string {
  const label = shortened(writable(text.label));
  const words = writable(text.words);
  const { color, shape } = LOOKS[text.status];
  const labelWidth = label === '' ? 0 : textWidth(label) + 2 * PADDING;
  const wordsWidth = textWidth(words);
  const width = labelWidth + PADDING + ICON + GAP + wordsWidth + PADDING;
  const name = escapeHtml(label === '' ? words : `${label}: ${words}`);
  const wordsAt = labelWidth + PADDING + ICON + GAP;
  const left = label === '' ? '' : `<path d="M0 0h${labelWidth}v${HEIGHT}h-${labelWidth}z" fill="#3a424e"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${HEIGHT}" viewBox="0 0 ${width} ${HEIGHT}" role="img" aria-label="${name}">
<title>${name}</title>
<clipPath id="round"><rect width="${width}" height="${HEIGHT}" rx="3"/></clipPath>
<g clip-path="url(#round)">${left}<path d="M${labelWidth} 0h${width - labelWidth}v${HEIGHT}h-${width - labelWidth}z" fill="${color}"/></g>
<g color="#fff" transform="translate(${labelWidth + PADDING} ${(HEIGHT - ICON) / 2})">${shape}</g>
<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">${
    label === '' ? '' : written(label, PADDING)
  }${written(words, wordsAt)}</g>
</svg>
`;
}

/** Whatever the font, it takes up the room that was made for it. */
const written = (text: string, x: number): string =>
  `<text x="${x}" y="14" textLength="${textWidth(text)}" lengthAdjust="spacingAndGlyphs">${escapeHtml(text)}</text>`;
