import { readdir } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import type { AnySchemaObject } from 'ajv/dist/2020.js';
import { groupKey } from '../../adapters/outgoing/group-key.ts';
import { toGroupEvent } from '../../contracts/events/group-event.ts';
import { toNoticeEvent } from '../../contracts/events/notice-event.ts';
import { toTestEvent } from '../../contracts/events/test-event.ts';
import { toTransitionEvent } from '../../contracts/events/transition-event.ts';
import { KINDS } from '../../core/monitor/ref.ts';
import { REASONS, STATUSES } from '../../core/monitor/status.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { closed, fieldsOf, readDocument, readJson, validatorOf } from './schema.ts';
import { HOSTILE_NAMES, transitionWith } from './transitions.ts';

const SOURCE = 'https://heartbeats.example.com';
const schema = await readDocument('transition.v1.schema.json');
const noticeSchema = await readDocument('notice.v1.schema.json');
const groupSchema = await readDocument('transitions.v1.schema.json');
const testSchema = await readDocument('test.v1.schema.json');
const accepts = validatorOf(schema);
const acceptsExactly = validatorOf(closed(schema));

/** As a receiver reads it. */
const overTheWire = (transition: Transition): unknown =>
  JSON.parse(JSON.stringify(toTransitionEvent(transition, SOURCE)));

function expectValid(event: unknown): void {
  acceptsExactly(event);
  expect(acceptsExactly.errors ?? []).toEqual([]);
}

test('a transition becomes a CloudEvent', () => {
  const gap = { from: Date.parse('2025-11-21T10:01:00Z') };
  expect(toTransitionEvent(transitionWith({ message: 'silent', gap }), SOURCE)).toMatchInlineSnapshot(`
    {
      "data": {
        "at": "2025-11-21T10:05:00.000Z",
        "from": "up",
        "hearingGap": {
          "from": "2025-11-21T10:01:00.000Z",
          "to": null,
        },
        "lastHeartbeatAt": "2025-11-21T10:00:00.000Z",
        "message": "silent",
        "monitor": {
          "id": "payments-api",
          "kind": "service",
          "name": "Payments API",
          "tags": [
            "payments",
            "production",
          ],
        },
        "previousStatusSeconds": 266400,
        "reason": "missed",
        "sequence": 7,
        "to": "down",
      },
      "datacontenttype": "application/json",
      "id": "service/payments-api/1763000000000/7",
      "source": "https://heartbeats.example.com",
      "specversion": "1.0",
      "subject": "service/payments-api",
      "time": "2025-11-21T10:05:00.000Z",
      "type": "heartbeat-central.monitor.transition.v1",
    }
  `);
});

test('what is absent is null, and a gap that is absent is left out', () => {
  const { data } = toTransitionEvent(transitionWith({ lastBeatAt: undefined, message: undefined }), SOURCE);
  expect(data).toMatchObject({ lastHeartbeatAt: null, message: null });
  expect(data).not.toHaveProperty('hearingGap');
});

describe('the schema of version 1', () => {
  test.each(REASONS)('takes the reason %s', (reason) => expectValid(overTheWire(transitionWith({ reason }))));
  test.each(STATUSES)('takes the status %s', (status) =>
    expectValid(overTheWire(transitionWith({ from: status, to: status }))),
  );
  test.each(KINDS)('takes the kind %s', (kind) => expectValid(overTheWire(transitionWith({ kind }))));

  test.each(HOSTILE_NAMES)('takes the name %j', (name) => {
    const event = overTheWire(transitionWith({ name, tags: [name], message: name }));
    expectValid(event);
    expect(JSON.stringify(event)).not.toMatch(/\\ud[89a-f]/i);
    expect(event).toMatchObject({ data: { monitor: { name: name.toWellFormed() } } });
  });

  test('takes a gap that is over and one that is not', () => {
    expectValid(overTheWire(transitionWith({ gap: { from: 1, to: 2 } })));
    expectValid(overTheWire(transitionWith({ gap: { from: 1 } })));
  });

  test('takes an owner, whole and in part, and none', () => {
    const ownerIn = (owner: Transition['owner']): unknown => {
      const event = overTheWire(transitionWith({ owner })) as { data: { owner?: unknown } };
      expectValid(event);
      return event.data.owner;
    };
    expect(ownerIn({ email: 'a@example.com' })).toEqual({ email: 'a@example.com', alertUserId: null });
    expect(ownerIn({ alertUserId: 'half \uD83D' })).toEqual({ email: null, alertUserId: 'half \uFFFD' });
    expect(ownerIn({ email: '', alertUserId: undefined })).toBeUndefined();
    expect(ownerIn(undefined)).toBeUndefined();
  });

  test('refuses another type, a time without milliseconds and an unknown status', () => {
    const event = toTransitionEvent(transitionWith(), SOURCE);
    expect(accepts({ ...event, type: 'other' })).toBe(false);
    expect(accepts({ ...event, time: '2025-11-21T10:05:00Z' })).toBe(false);
    expect(accepts({ ...event, data: { ...event.data, to: 'broken' } })).toBe(false);
  });

  test('lets version 1 grow', () => {
    expect(accepts({ ...toTransitionEvent(transitionWith(), SOURCE), later: 1 })).toBe(true);
  });

  test('takes its own example, which shows every field', async () => {
    const example = await readDocument('transition.v1.example.json');
    expectValid(example);
    const shown = fieldsOf(schema).filter(({ path }) =>
      path
        .split('.')
        .slice(1)
        .reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], example),
    );
    expect(shown).toEqual(fieldsOf(schema));
  });

  test('takes every event that was ever version 1', async () => {
    const folder = new URL('./fixtures/', import.meta.url);
    const names = (await readdir(folder)).filter((name) => name.startsWith('transition.v1.'));
    expect(names.length).toBeGreaterThanOrEqual(5);
    for (const name of names) {
      accepts(await readJson(new URL(name, folder)));
      expect({ name, errors: accepts.errors ?? [] }).toEqual({ name, errors: [] });
    }
  });
});

test.each([
  ['transition', schema],
  ['notice', noticeSchema],
  ['group', groupSchema],
  ['test', testSchema],
])('every field of the %s schema is described', (_name, document) => {
  const silent = fieldsOf(document).filter(({ field }) => !field.description);
  expect(silent.map(({ path }) => path)).toEqual([]);
});

test('a notice becomes a CloudEvent that its schema takes', () => {
  const id = '0b5a1c3e-7b0e-4b0e-8b0e-0123456789ab';
  const event = toNoticeEvent({ subject: 'half \uD83D', text: 'We hear nothing.' }, SOURCE, id);
  const valid = validatorOf(closed(noticeSchema));
  valid(JSON.parse(JSON.stringify(event)));
  expect(valid.errors ?? []).toEqual([]);
  expect(event.data.subject).toBe('half \uFFFD');
});

function expectToTake(document: AnySchemaObject, event: unknown): void {
  const valid = validatorOf(closed(document));
  valid(JSON.parse(JSON.stringify(event)));
  expect(valid.errors ?? []).toEqual([]);
}

describe('transitions that are told together', () => {
  const id = 'a'.repeat(64);
  const down = transitionWith();
  const recovery = { ...down, sequence: 8, from: 'down', to: 'up', reason: 'recovered' } as const;
  const paused = transitionWith({ id: 'shop', to: 'paused', reason: 'paused', at: down.at + 1 });
  const event = toGroupEvent([down, recovery, paused], SOURCE, id);

  test('are one CloudEvent with the data of each', () => {
    expect(event).toMatchObject({ id, type: 'heartbeat-central.monitor.transitions.v1', source: SOURCE });
    expect(event.time).toBe('2025-11-21T10:05:00.001Z');
    expect(event.data.transitions).toEqual(
      [down, recovery, paused].map((t) => {
        const own = toTransitionEvent(t, SOURCE);
        return { id: own.id, ...own.data };
      }),
    );
  });

  test('count each monitor once, by its newest', () => {
    expect(event.data.counts).toEqual({ monitors: 2, down: 0, degraded: 0, recovered: 1, other: 1 });
  });

  test('have a schema that takes them, whatever they are called', () => {
    expectToTake(groupSchema, event);
    const hostile = HOSTILE_NAMES.map((name) =>
      transitionWith({ name, tags: [name], owner: { email: name } }),
    );
    expectToTake(groupSchema, toGroupEvent(hostile, SOURCE, id));
  });

  test('are described just as they are alone', () => {
    const alone = schema as { properties: { id: unknown; data: { properties: object; required: string[] } } };
    const together = groupSchema as {
      properties: {
        data: { properties: { transitions: { items: { properties: object; required: string[] } } } };
      };
    };
    const { items } = together.properties.data.properties.transitions;
    expect(items.properties).toEqual({ id: alone.properties.id, ...alone.properties.data.properties });
    expect(items.required).toEqual(['id', ...alone.properties.data.required]);
    expect(groupSchema.$defs).toEqual(schema.$defs);
  });

  test('have an example, which is one of ours', async () => {
    const example = (await readDocument('transitions.v1.example.json')) as ReturnType<typeof toGroupEvent>;
    expectToTake(groupSchema, example);
    const members = example.data.transitions.map(({ id: member }) => {
      const [kind, name, born, sequence] = member.split('/');
      return { kind, id: name, born: Number(born), sequence: Number(sequence) } as Transition;
    });
    expect(example.id).toBe(groupKey(members));
  });
});

describe('the test of a channel', () => {
  test('becomes a CloudEvent that its schema takes', () => {
    const id = '0b5a1c3e-7b0e-4b0e-8b0e-0123456789ab';
    const event = toTestEvent({ channel: 'half \uD83D', at: 0 }, SOURCE, id);
    expectToTake(testSchema, event);
    expect(event.data).toEqual({ channel: 'half \uFFFD', text: 'Test: nothing is wrong.' });
  });

  test('has an example', async () => expectToTake(testSchema, await readDocument('test.v1.example.json')));
});
