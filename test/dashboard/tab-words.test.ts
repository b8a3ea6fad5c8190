import { expect, it } from '@jest/globals';
import { tabWords } from '../../dashboard/app/shell/tab-words.ts';

const COUNTS = { down: 0, late: 0, degraded: 0, running: 0, unknown: 0, up: 3, paused: 0, total: 3 };

it('tells how many are down, and has a shape for those that are late', () => {
  expect(tabWords({ ...COUNTS, down: 2, late: 1 }, true)).toEqual({
    title: '(2 down) Heartbeat Central',
    shape: 'down',
    down: 2,
  });
  expect(tabWords({ ...COUNTS, late: 1 }, true)).toMatchObject({ title: 'Heartbeat Central', shape: 'late' });
  expect(tabWords(COUNTS, true)).toMatchObject({ title: 'Heartbeat Central', shape: 'up' });
});

it('does not go on saying what was so when the server was heard last', () => {
  expect(tabWords(COUNTS, false)).toMatchObject({ title: '(no news) Heartbeat Central', shape: 'unheard' });
  expect(tabWords({ ...COUNTS, down: 2 }, false)).toMatchObject({ shape: 'unheard', down: 0 });
});
