import { describe, expect, it } from '@jest/globals';
import type { Schema } from '../../contracts/http/route.ts';
import { SCHEDULER_ROUTES } from '../../contracts/schedulers/routes.ts';
import { PATH, schedulerWorld } from './scheduler-world.ts';

const parsed = (schema: Schema, value: unknown) =>
  (schema as unknown as { parse(value: unknown): unknown }).parse(value);

describe('what the API reference shows', () => {
  it.each(SCHEDULER_ROUTES)(
    '$operationId: examples of every answer with a body fit their schemas',
    (route) => {
      for (const [status, { schema, example }] of Object.entries(route.responses)) {
        if (!schema || Number(status) >= 300) continue;
        // Parsing leaves out what the schema does not know.
        expect(parsed(schema, example)).toEqual(example);
      }
    },
  );

  it('every example of a body is taken as it is', async () => {
    const { send, register } = await schedulerWorld();
    let sent = 0;
    for (const { method, path, bodyExamples = {} } of SCHEDULER_ROUTES) {
      for (const body of Object.values(bodyExamples)) {
        await register('my-service-eod-process');
        const answer = await send(method, path.replace('{scheduler_id}', 'my-service-eod-process'), body);
        expect([body, answer.status]).toEqual([body, answer.status === 201 ? 201 : 200]);
        sent += 1;
      }
    }
    expect(sent).toBe(9);
  });

  it('registering the example answers the example', async () => {
    const { send } = await schedulerWorld({ at: Date.parse('2024-01-15T10:30:00.000Z') });
    const route = SCHEDULER_ROUTES.find(({ operationId }) => operationId === 'registerScheduler')!;
    const [plain, timed] = Object.values(route.bodyExamples!);
    expect((await send('POST', `${PATH}/register`, plain)).body).toEqual(route.responses[201]!.example);
    expect((await send('POST', `${PATH}/register`, timed)).body).toEqual(route.responses[200]!.example);
  });
});
