import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Schema } from '../../contracts/http/route.ts';
import { SCHEDULER_ROUTES } from '../../contracts/schedulers/routes.ts';
import { SECOND } from '../support/monitors.ts';
import { schedulerWorld } from './scheduler-world.ts';

// Whatever is sent to any scheduler route, only answers that its row promises come back, and never a 500.
const FIELDS: Record<string, fc.Arbitrary<unknown>> = {
  scheduler_id: fc.constantFrom<unknown>('a', 'b', 'nobody', '', 'x y', 5, null, '__proto__'),
  status: fc.constantFrom<unknown>('pending', 'running', 'completed', 'failed', 'done', '', 5, null),
  run_id: fc.constantFrom<unknown>('r1', 'r2', '__proto__', '-', '@', 'x'.repeat(300), 5, 1e308, {}, null),
  timestamp: fc.oneof(fc.string(), fc.double(), fc.date().map(String), fc.constantFrom({}, [], true)),
  execution_time_ms: fc.oneof(fc.double(), fc.constantFrom('5', -1, 1e308, null)),
  error_message: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('x'.repeat(9_000), 5, null)),
  metadata: fc.oneof(fc.object(), fc.constantFrom([], 'x', 5, null)),
  service_name: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('x'.repeat(300), 5)),
  job_name: fc.constantFrom<unknown>('Import', '', '\u0000', {}),
  owner_email: fc.constantFrom<unknown>('a@b', '', 'nobody', 5),
  alert_user_id: fc.constantFrom<unknown>('U1', '', 5),
  schedule: fc.constantFrom<unknown>('0 3 * * *', '* * * * *', '', 'daily', '0 3 31 2 *', 5),
  timezone: fc.constantFrom<unknown>('UTC', 'Europe/Paris', 'Mars', '+01:00', ''),
  expected_interval_seconds: fc.constantFrom<unknown>(0, 1, 60, -1, 1e9, 0.5, '60'),
  grace_seconds: fc.constantFrom<unknown>(0, 60, -1, '1'),
  max_runtime_seconds: fc.constantFrom<unknown>(0, 1, 60, 1e12),
  heartbeat_timeout_seconds: fc.constantFrom<unknown>(0, 1, 60, null),
  failure_threshold: fc.constantFrom<unknown>(0, 1, 3, 101),
  recovery_threshold: fc.constantFrom<unknown>(1, 2, {}),
  tags: fc.constantFrom<unknown>([], ['a'], ['a', 5], 'a', Array(51).fill('x')),
  __proto__x: fc.constant(1),
};
const SENSIBLE = { scheduler_id: 'a', status: 'running' };

/** A few of the fields, so that what is sent is now and then all right. */
const body = fc
  .subarray(Object.keys(FIELDS), { maxLength: 4 })
  .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, FIELDS[name]!]))));

const json = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.boolean(), body)
      .map(([sensible, fields]) => JSON.stringify(sensible ? { ...fields, ...SENSIBLE } : fields)),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '{"status":"failed","status":5}',
      '{"status":"failed","__proto__":{"run_id":"r1"}}',
      `{"status":"failed","metadata":{"d":${'['.repeat(60_000)}${']'.repeat(60_000)}}}`,
      '['.repeat(60_000),
      `{"status":"failed","error_message":"${'\\u0000'.repeat(100_000)}"}`,
      '',
    ),
  },
);
const parsed = (schema: Schema, value: unknown) =>
  (schema as unknown as { parse(value: unknown): unknown }).parse(value);

const request = fc.record({
  route: fc.constantFrom(...SCHEDULER_ROUTES),
  json,
  id: fc.constantFrom('a', 'a', 'a', 'b', 'nobody', '%', '%2e%2e', '%00', '..', '💥', 'x'.repeat(300)),
  query: fc
    .dictionary(
      fc.constantFrom('limit', 'cursor', 'before', 'status', 'tag', 'q'),
      fc.constantFrom('a', '5', '-1', '1e9', 'down', '2026-03-02', '99999999999999999', '', '\u0000'),
      { maxKeys: 3 },
    )
    .map((fields) => new URLSearchParams(fields).toString()),
  key: fc.constantFrom(
    'the-writer',
    'the-writer',
    'the-admin',
    'another-writer',
    'the-reader',
    'wrong',
    null,
  ),
  base64: fc.boolean(),
});

it('only documented answers, and never a 500', async () => {
  const world = await schedulerWorld();
  const seen = new Map<string, Set<number | undefined>>();
  await fc.assert(
    fc.asyncProperty(request, async ({ route, json, id, query, key, base64 }) => {
      world.clock.advance(SECOND);
      const path = route.path.replace('{scheduler_id}', id);
      const parts = {
        headers: key === null ? {} : { 'x-api-key': key },
        base64,
        ...(route.method === 'GET' ? {} : { body: json }),
      };
      const answer = await world.sendEvent(route.method, query ? `${path}?${query}` : path, parts);
      expect(Object.keys(route.responses).map(Number)).toContain(answer.statusCode);
      const { schema } = route.responses[answer.statusCode!]!;
      const told = answer.body === undefined ? undefined : JSON.parse(answer.body);
      // Parsing leaves out what the schema does not know.
      if (schema) expect(parsed(schema, told)).toEqual(told);
      seen.set(route.operationId, (seen.get(route.operationId) ?? new Set()).add(answer.statusCode));
    }),
    { numRuns: 2_000 },
  );
  expect(world.errors).toEqual([]);
  // The requests are not so wild that nothing ever gets through.
  for (const { operationId, responses } of SCHEDULER_ROUTES) {
    const good = Object.keys(responses).find((status) => status.startsWith('2'));
    expect([operationId, [...seen.get(operationId)!]]).toEqual([
      operationId,
      expect.arrayContaining([Number(good)]),
    ]);
  }
}, 60_000);
