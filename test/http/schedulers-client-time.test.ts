import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clientTimeOf } from '../../contracts/schedulers/to-core/client-time.ts';

it.each([
  ['2024-01-15T01:00:00Z', '2024-01-15T01:00:00.000Z'],
  ['2024-01-15T01:00:00.123Z', '2024-01-15T01:00:00.123Z'],
  ['2024-01-15T01:00:00.123456Z', '2024-01-15T01:00:00.123Z'],
  ['2024-01-15T01:00:00.123456+00:00Z', '2024-01-15T01:00:00.123Z'],
  ['2024-01-15T01:00:00.123456789Z', '2024-01-15T01:00:00.123Z'],
  ['2024-01-15T01:00:00.1', '2024-01-15T01:00:00.100Z'],
  ['2024-01-15t01:00:00z', '2024-01-15T01:00:00.000Z'],
  ['2024-01-15 01:00:00', '2024-01-15T01:00:00.000Z'],
  [' 2024-01-15T01:00:00+02:00 ', '2024-01-14T23:00:00.000Z'],
  ['2024-01-15T01:00-0530', '2024-01-15T06:30:00.000Z'],
  [1_705_280_400, '2024-01-15T01:00:00.000Z'],
  [1_705_280_400.25, '2024-01-15T01:00:00.250Z'],
  [1_705_280_400_123, '2024-01-15T01:00:00.123Z'],
  ['yesterday', undefined],
  ['', undefined],
  ['2024-01-15', undefined],
  ['2024-13-45T99:99:99Z', undefined],
  ['2024-01-15T01:00:00+99:99', undefined],
  ['12024-01-15T01:00:00Z', undefined],
  ['9999-12-31T23:59:59-01:00', undefined],
  [1e308, undefined],
  [-1e17, undefined],
])('a client time of %j is %j', (value, time) => {
  expect(clientTimeOf(value)).toBe(time);
});

it('whatever else is written there is no time, and never an error', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.maxSafeInteger()), (value) => {
      const time = clientTimeOf(value);
      if (time !== undefined) expect(new Date(time).toISOString()).toBe(time);
    }),
  );
});

it('every time as JavaScript and Python write it is that time', () => {
  const times = fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) });
  fc.assert(
    fc.property(times, (at) => {
      const text = new Date(at).toISOString();
      expect(clientTimeOf(text)).toBe(text);
      const python = at % 1_000 === 0 ? text.slice(0, 19) : `${text.slice(0, 23)}000`;
      expect(clientTimeOf(`${python}Z`)).toBe(text);
    }),
  );
});
