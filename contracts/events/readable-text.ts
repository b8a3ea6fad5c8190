// Controls that could end a line, hide text or turn its direction round in a mail client or a terminal.
// U+FFFE and U+FFFF are no characters: queues and XML refuse the whole text over one.
// Joiners (U+200C, U+200D) stay: emoji and several scripts need them.
const CONTROLS = /[\p{Cc}\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u2069\uFEFF\uFFFE\uFFFF]/gu;
const CONTROLS_BUT_LINE_ENDS =
  /(?!\n)[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFFE\uFFFF]/gu;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most `limit` UTF-16 units; cut text ends with `…`, never inside a character as a person sees it. */
export function abridged(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // A flag or family of emoji is at most some 30 units, so the segmenter need not see the rest.
  let end = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, limit + 30))) {
    if (index + segment.length > limit - 1) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end).trimEnd()}…`;
}

/** Foreign text on one line: no control characters, single spaces, at most `limit` UTF-16 units. */
export const oneLine = (text: string, limit: number): string =>
  abridged(text.toWellFormed().replace(CONTROLS, ' ').replace(/\s+/gu, ' ').trim(), limit);

/** Foreign text that may keep its lines, such as a stack trace. */
export const manyLines = (text: string, limit: number): string =>
  abridged(
    text
      .toWellFormed()
      .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
      .replace(CONTROLS_BUT_LINE_ENDS, ' ')
      .trim(),
    limit,
  );
