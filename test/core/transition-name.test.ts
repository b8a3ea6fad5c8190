import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { transitionId } from '../../core/monitor/transition.ts';
import { transitionNamed } from '../../core/monitor/transition-name.ts';
import { anyTransitionName } from '../queues/messages.ts';

test('every transition is found by its id', () => {
  fc.assert(
    fc.property(anyTransitionName, (name) => {
      expect(transitionNamed(transitionId({ ...name.ref, ...name }))).toEqual(name);
    }),
  );
});

test.each([
  ['a/b', 'a/b'],
  ['a slash at the end/', 'a slash at the end/'],
  ['1763000000000/7', 'numbers'],
])('an id may hold slashes: %s', (id) => {
  const ref = { kind: 'scheduler', id } as const;
  expect(transitionNamed(`scheduler/${id}/1763000000000/7`)).toEqual({
    ref,
    born: 1_763_000_000_000,
    sequence: 7,
  });
});

test.each([
  '',
  'service',
  'service/shop',
  'service/shop/1763000000000',
  'service//1763000000000/7',
  '/shop/1763000000000/7',
  'router/shop/1763000000000/7',
  'Service/shop/1763000000000/7',
  'service/shop/1763000000000/',
  'service/shop/1763000000000/seven',
  'service/shop/1763000000000/-7',
  'service/shop/1763000000000/7.5',
  'service/shop/1763000000000/07',
  'service/shop/1763000000000/7\n',
  'service/shop/99999999999999999999/7',
])('%j names no transition', (text) => {
  expect(transitionNamed(text)).toBeUndefined();
});
