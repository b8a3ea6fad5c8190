import { expect, test } from '@jest/globals';
import { abridged, manyLines, oneLine } from '../../contracts/events/readable-text.ts';
import { HOSTILE_NAMES } from './transitions.ts';

test.each(HOSTILE_NAMES)('%j fits on one line', (text) => {
  const line = oneLine(text, 80);
  expect(line.length).toBeLessThanOrEqual(80);
  expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
  expect(line.isWellFormed()).toBe(true);
});

test('text in another direction and joined emoji stay as they are', () => {
  expect(oneLine('خدمة 👩‍👩‍👧‍👦 شكرا', 80)).toBe('خدمة 👩‍👩‍👧‍👦 شكرا');
});

test('a stack trace keeps its lines, whatever ends them', () => {
  expect(manyLines('Error\r\n  at a\u2028  at b\r\u001b[31m', 80)).toBe('Error\n  at a\n  at b\n [31m');
});

test('what is no character at all is left out', () => {
  expect(oneLine('a\uFFFEb\uFFFFc', 80)).toBe('a b c');
  expect(manyLines('a\uFFFE\nb\uFFFF', 80)).toBe('a \nb');
});

test('cut text ends with a mark and tears no character', () => {
  expect(abridged('abcdef', 6)).toBe('abcdef');
  expect(abridged('abcdefg', 6)).toBe('abcde…');
  expect(abridged('ab👩‍👩‍👧‍👦cd', 6)).toBe('ab…');
});
