import { expect, test } from '@jest/globals';
import { retryAfterMs } from '../../adapters/outgoing/retry-after.ts';

const NOW = Date.parse('2025-11-21T10:00:00Z');

test.each([
  ['30', 30_000],
  [' 0 ', 0],
  ['Fri, 21 Nov 2025 10:00:45 GMT', 45_000],
  ['Fri, 21 Nov 2025 09:00:00 GMT', 0],
  ['999999999', 3_600_000],
  ['Fri, 21 Nov 2050 10:00:00 GMT', 3_600_000],
  ['soon', undefined],
  ['', undefined],
  [undefined, undefined],
])('Retry-After %j asks for %j ms', (header, pause) => {
  expect(retryAfterMs(header, NOW)).toBe(pause);
});
