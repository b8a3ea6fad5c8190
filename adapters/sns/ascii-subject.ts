import { oneLine } from '../../contracts/events/readable-text.ts';

/** SNS wants less than 100 characters. */
const MOST_LENGTH = 99;
/** A cut at a word may cost so much of it; beyond, it cuts within the word. */
const LONGEST_REST = 30;
const WHEN_NOTHING_IS_LEFT = 'Heartbeat Central';

/** What NFKD does not take apart, or takes apart wrongly. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ...Object.entries({ '←': '<-', '→': '->', '↔': '<->', '⇒': '=>', '≠': '!=', '≤': '<=', '≥': '>=' }),
  ...Object.entries({ '−': '-', '×': 'x', '÷': '/', '⁄': '/', '•': '*', '·': '*', '€': 'EUR', '£': 'GBP' }),
  ...Object.entries({ Æ: 'AE', æ: 'ae', Œ: 'OE', œ: 'oe', Ø: 'O', ø: 'o', ß: 'ss', ẞ: 'SS' }),
  ...Object.entries({
    Đ: 'D',
    đ: 'd',
    Ð: 'D',
    ð: 'd',
    Þ: 'Th',
    þ: 'th',
    Ł: 'L',
    ł: 'l',
    Ħ: 'H',
    ħ: 'h',
    ı: 'i',
  }),
]);

const DASH = /\p{Pd}/u;
const SINGLE_QUOTE = /[‘’‚‛′ʼ‹›]/u;
const DOUBLE_QUOTE = /[“”„‟″«»]/u;
const UNKNOWN = '\uFFFD';

function spelled(character: string): string {
  if (/[ -~]/.test(character)) return character;
  if (DASH.test(character)) return '-';
  if (SINGLE_QUOTE.test(character)) return "'";
  if (DOUBLE_QUOTE.test(character)) return '"';
  return SIGNS.get(character) ?? UNKNOWN;
}

/** One character in ASCII; marks and invisible ones are nothing. */
function asciiOf(character: string): string {
  const known = spelled(character);
  if (known !== UNKNOWN) return known;
  const parts = character.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '');
  return Array.from(parts, spelled).join('');
}

function cutAtWord(text: string): string {
  if (text.length <= MOST_LENGTH) return text;
  const longest = MOST_LENGTH - '...'.length;
  const space = text.lastIndexOf(' ', longest);
  return `${text.slice(0, space < longest - LONGEST_REST ? longest : space).trimEnd()}...`;
}

/**
 * Text as SNS takes it for the subject of a mail: ASCII on one line of less than 100 characters, beginning with a
 * letter, a number or punctuation. Accents are dropped; what ASCII cannot say at all is one `?`.
 */
export function asciiSubject(text: string): string {
  const ascii = oneLine(text, 1_000)
    .replace(/[^ -~]/gu, asciiOf)
    .replaceAll(/\uFFFD+/g, '?');
  return cutAtWord(ascii.replace(/^[^\p{L}\p{N}\p{P}]+/u, '').trimEnd()) || WHEN_NOTHING_IS_LEFT;
}
