import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { asciiSubject } from '../../adapters/sns/ascii-subject.ts';
import { HOSTILE_NAMES } from '../events/transitions.ts';
import { anyText } from './messages.ts';

const TAKEN_BY_SNS = /^[A-Za-z0-9!"#%&'()*,\-./:;?@[\\\]_{}][ -~]{0,98}$/;

test.each([
  ['Payments API is down: no heartbeat', 'Payments API is down: no heartbeat'],
  ['Größe und Straße', 'Grosse und Strasse'],
  ['Crème brûlée à Ærø, Łódź, İstanbul', 'Creme brulee a AEro, Lodz, Istanbul'],
  ['cafe\u0301', 'cafe'],
  ['up → down ← up ↔ down ⇒ up', 'up -> down <- up <-> down => up'],
  ['load ≥ 5, ≤ 3, ≠ 4', 'load >= 5, <= 3, != 4'],
  ['“quoted” ‘it’ «so» 5′ 7″', `"quoted" 'it' "so" 5' 7"`],
  ['a – b — c ‑ d − e', 'a - b - c - d - e'],
  ['wait…', 'wait...'],
  ['ﬁle № 5 ½ ™ ²', 'file No 5 1/2 TM 2'],
  ['１２３ ＡＢＣ', '123 ABC'],
  ['one\r\nBcc: two\u2028three\u0000', 'one Bcc: two three'],
  ['a\u00A0b\u3000c', 'a b c'],
  ['evil\u202Egnp.exe', 'evil gnp.exe'],
  ['soft\u00ADhyphen', 'softhyphen'],
  ['שירות תשלומים is down', '? ? is down'],
  ['👩‍👩‍👧‍👦🇩🇪 family is up again', '? family is up again'],
  ['half \uD83D pair', 'half ? pair'],
  ['what??? is down', 'what??? is down'],
  ['<b>shop</b> is down', 'b>shop</b> is down'],
  ['$VALUE is down', 'VALUE is down'],
  ['  -- x', '-- x'],
  ['=+~', 'Heartbeat Central'],
  ['', 'Heartbeat Central'],
  ['  \t', 'Heartbeat Central'],
])('%j becomes %j', (text, subject) => {
  expect(asciiSubject(text)).toBe(subject);
});

test.each([
  ['a'.repeat(99), 'a'.repeat(99)],
  ['a'.repeat(100), `${'a'.repeat(96)}...`],
  [`${'word '.repeat(19)}four`, `${'word '.repeat(19)}four`],
  ['word '.repeat(30), `${'word '.repeat(18)}word...`],
  [`${'a'.repeat(90)} bbbbb cccc`, `${'a'.repeat(90)} bbbbb...`],
  [`${'a'.repeat(96)} b c`, `${'a'.repeat(96)}...`],
  [`${'a'.repeat(60)} ${'b'.repeat(60)}`, `${'a'.repeat(60)} ${'b'.repeat(35)}...`],
  [`${'a'.repeat(70)} ${'b'.repeat(60)}`, `${'a'.repeat(70)}...`],
  ['→'.repeat(60), `${'->'.repeat(48)}...`],
])('%j is cut at a word where one is near', (text, subject) => {
  expect(asciiSubject(text)).toBe(subject);
});

test.each(HOSTILE_NAMES)('%j has a subject that SNS takes', (name) => {
  expect(asciiSubject(`${name} is down`)).toMatch(TAKEN_BY_SNS);
});

test('any text has a subject that SNS takes', () => {
  fc.assert(fc.property(anyText(0, 300), (text) => TAKEN_BY_SNS.test(asciiSubject(text))));
});
