import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DAEMON_ROUTES } from '../../contracts/daemons/routes.ts';
import { daemonWorld, ID, REGISTRATION } from './daemon-world.ts';

// Bodies that nearly fit: each field may be missing, null, of another type, or far too large.
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, '', 0, -1, 1e308, true, [], {}, [[]], ['x', null], { deep: {} }),
  fc.constantFrom<unknown>('x'.repeat(5_000), '\ud800', '💥'.repeat(100), '\u0000', Array(100).fill('y')),
  fc.string({ unit: 'binary' }),
  fc.jsonValue(),
);
const near = (fields: Record<string, unknown>) =>
  fc.record(
    Object.fromEntries(
      Object.entries(fields).map(([name, right]) => [
        name,
        fc.oneof({ weight: 3, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: odd }),
      ]),
    ),
  );

const registration = near({
  ...REGISTRATION,
  name: 'Mac mini',
  tags: ['office'],
  stalenessThreshold: 90,
  retention_seconds: 3_600,
});
const heartbeat = near({
  daemonId: ID,
  status: 'unhealthy',
  tasksProcessed: 42,
  currentTask: 'evt_1',
  lastHeartbeat: '2026-01-25T12:05:00Z',
  message: 'm',
  metadata: { avgResponseTimeMs: 1, errorRate: 0.5 },
});
const path = fc.constantFrom(ID, 'nobody', 'register', '%', '%2e%2e', '💥', 'x'.repeat(300));
const key = fc.constantFrom('the-admin', 'writer-1', 'a-reader', 'guess', null);

it('only documented answers, whose bodies are as documented, and never a 500', async () => {
  const { register, send, errors, clock } = await daemonWorld();
  await register();
  const request = fc.record({ route: fc.constantFrom(...DAEMON_ROUTES), registration, heartbeat, path, key });
  await fc.assert(
    fc.asyncProperty(request, async ({ route, registration, heartbeat, path, key }) => {
      clock.advance(1_000);
      const target = route.path.replace('{daemonId}', path);
      const body = route.path.endsWith('register') ? registration : heartbeat;
      const answer = await send(route.method, target, route.method === 'GET' ? undefined : body, key);
      const documented = route.responses[answer.status!];
      expect([route.operationId, answer.status, documented !== undefined]).toEqual([
        route.operationId,
        answer.status,
        true,
      ]);
      if (documented?.schema && answer.body)
        expect(
          (documented.schema as { safeParse?: (v: unknown) => object }).safeParse?.(answer.body),
        ).toMatchObject({ success: true });
    }),
    { numRuns: 600 },
  );
  expect(errors).toEqual([]);
}, 60_000);

it('every example of the routes is an example of its schema', () => {
  const fits = (schema: unknown, value: unknown) =>
    (schema as { safeParse(v: unknown): object }).safeParse(value);
  for (const { body, bodyExamples, responses } of DAEMON_ROUTES) {
    for (const example of Object.values(bodyExamples ?? {}))
      expect(fits(body, example)).toMatchObject({ success: true, data: example });
    for (const { schema, example } of Object.values(responses))
      if (example !== undefined)
        expect(fits(schema, example)).toMatchObject({ success: true, data: example });
  }
});
