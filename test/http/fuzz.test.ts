import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROUTES } from '../../contracts/routes.ts';
import { bearer } from '../support/http-event.ts';
import { openHttpWorld } from '../support/http-world.ts';
import { A_UUID, anApplication } from '../support/monitors.ts';

// Whatever is sent to any route, only the answers that its row of the table promises may come back.
const WORDS = [
  'serviceId',
  'services',
  'token',
  'status',
  'message',
  'metadata',
  'name',
  'stalenessThreshold',
  'tags',
  'schedule',
  'timezone',
  'expectedInterval',
  'gracePeriod',
  'apiKey',
  'requireKey',
  'ownerEmail',
  'description',
  '__proto__',
  'constructor',
  'kind',
  'limit',
  'before',
  'type',
  'expected_interval',
  'grace_period',
  'channels',
];
const TEXTS = [
  'a',
  'b',
  '',
  'up',
  'down',
  '0 3 * * *',
  'UTC',
  '\u0000',
  '\ud800',
  'é'.repeat(300),
  '💥',
  'x'.repeat(9_000),
];

const leaf = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.constantFrom(null, true, 0, -1, 300, 1e308, -0.5, 31_536_000),
  fc.string({ unit: 'binary' }),
  fc.integer(),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, leaf, tie('list'), tie('map')),
  list: fc.array(tie('value'), { maxLength: 5 }),
  map: fc.dictionary(fc.constantFrom(...WORDS), tie('value'), { maxKeys: 6 }),
}));

const json = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .dictionary(fc.constantFrom(...WORDS), value, { maxKeys: 8 })
      .map((body) => JSON.stringify(body)),
  },
  { weight: 1, arbitrary: value.map((body) => JSON.stringify(body)) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '{"serviceId":"a","serviceId":5}',
      '{"serviceId":"a","__proto__":{"status":"down"}}',
      `{"serviceId":"a","metadata":{"d":${'{"d":'.repeat(20_000)}1${'}'.repeat(20_000)}}}`,
      `${'['.repeat(60_000)}`,
      `{"services":${JSON.stringify(Array(1_001).fill('a'))}}`,
      `{"serviceId":"${'x'.repeat(300_000)}"}`,
    ),
  },
);

const segment = fc.constantFrom(
  'a',
  'b',
  'nobody',
  '%',
  '%2e%2e',
  '%00',
  'a%20b',
  '..',
  "'--",
  '💥',
  'x'.repeat(300),
  A_UUID,
);
const query = fc
  .dictionary(
    fc.constantFrom('serviceId', 'kind', 'limit', 'before', 'type', 'cursor', 'status', 'tag', 'q'),
    fc.constantFrom('a', '5', '-1', '1e9', 'all', 'heartbeat', '2026-03-02', '99999999999999999', ''),
    { maxKeys: 4 },
  )
  .map((fields) => new URLSearchParams(fields).toString());
const headers = fc.constantFrom(
  {},
  bearer('the-admin'),
  bearer('right'),
  bearer('wrong'),
  { 'x-api-key': '\u0000' },
  { authorization: 'Bearer' },
);

it('only documented answers, and never a 500', async () => {
  const world = await openHttpWorld({ rateLimit: false });
  await world.has({ id: 'a', key: 'right' });
  await world.has({ id: 'b', config: { source: 'file' } });
  await world.store.create(anApplication());
  await world.hasKey('the-admin', 'admin');
  const request = fc.record({
    route: fc.constantFrom(...ROUTES),
    json,
    segment,
    query,
    headers,
    base64: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ route, json, segment, query, headers, base64 }) => {
      const path = route.path.replace(/\{[^}]+\}/g, segment);
      const target = query ? `${path}?${query}` : path;
      const parts = { headers, base64, ...(route.method === 'GET' ? {} : { body: json }) };
      const { statusCode, body } = await world.send(route.method, target, parts);
      expect(Object.keys(route.responses).map(Number)).toContain(statusCode);
      if (route.path !== '/' && body !== undefined) JSON.parse(body);
    }),
    { numRuns: 1_500 },
  );
  expect(world.errors).toEqual([]);
}, 60_000);
