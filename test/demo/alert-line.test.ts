import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from '@jest/globals';
import { type AlertEvent, alertLine } from '../../demo/alert-line.ts';

const example = (name: string): AlertEvent =>
  JSON.parse(readFileSync(new URL(`../../docs/events/${name}.v1.example.json`, import.meta.url), 'utf8'));
const line = (event: AlertEvent): string => stripVTControlCharacters(alertLine(event));

test('every event that the product documents is one line', () => {
  expect(line(example('transition'))).toMatch(
    /^▼ down {6}Payments API: Expected to be heard by .*#payments #production$/,
  );
  expect(line(example('transitions'))).toBe(
    '≡ group     2 monitors, 1 down, 1 recovered: ▼ Payments API, ✓ Nightly backup',
  );
  expect(line(example('test'))).toBe('● Test: nothing is wrong.');
});

test('a recovery says how long it took', () => {
  const event = example('transition');
  const data = { ...event.data, from: 'down', to: 'up', message: null, previousStatusSeconds: 12.4 };
  expect(line({ ...event, data } as AlertEvent)).toMatch(/^✓ up {8}Payments API: after 12 s down/);
});

test('what others wrote does not command the terminal, nor fill it', () => {
  const event = example('transition');
  const message = `\u001b[2Jgone\u0007\n    at main (a.ts:1:1)`;
  const words = alertLine({ ...event, data: { ...event.data, message } } as AlertEvent);
  expect(words).toContain(': [2Jgone  #');
  expect(words).not.toContain('at main');
});
