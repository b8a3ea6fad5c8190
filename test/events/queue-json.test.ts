import { expect, test } from '@jest/globals';
import { queueJson } from '../../contracts/events/queue-json.ts';

test('is JSON, with escapes for what queues do not take', () => {
  const value = { name: 'Größe 中 "x"\n\u0001', pair: '👩', half: '\uD83D', none: '\uFFFE\uFFFF' };
  const json = queueJson(value);
  expect(json).toBe(
    '{"name":"Größe 中 \\"x\\"\\n\\u0001","pair":"\\ud83d\\udc69","half":"\\ud83d","none":"\\ufffe\\uffff"}',
  );
  expect(JSON.parse(json)).toEqual(value);
});

test('leaves what is absent out', () => {
  expect(queueJson({ a: undefined, b: [1, null] })).toBe('{"b":[1,null]}');
});
