import { describe, expect, it } from '@jest/globals';
import type { Delivery } from '../../core/ports/delivery-store.ts';
import { aDelivery } from '../support/deliveries.ts';
import { bearer } from '../support/http-event.ts';
import { HOUR, MINUTE, T0 } from '../support/monitors.ts';
import { iso } from './channel-world.ts';
import { manageWorld } from './manage-world.ts';

interface Shown {
  readonly id: string;
  readonly channel: string;
  readonly status: string;
}

async function world(...deliveries: Delivery[]) {
  const w = await manageWorld();
  const sent: unknown[] = [];
  w.runtime.queue.send = async (tickets) => {
    sent.push(...tickets);
    return 0;
  };
  for (const delivery of deliveries) await w.store.openDelivery(delivery);
  const list = async (query = '') =>
    (await w.send('GET', `/api/deliveries${query}`)).body as unknown as {
      deliveries: Shown[];
      cursor: string | null;
    };
  /** The name of the one delivery there is. */
  const only = async () => (await list()).deliveries[0]!.id;
  return { ...w, sent, list, only };
}

const nth = (sequence: number, more: Parameters<typeof aDelivery>[0] = {}) =>
  aDelivery({ ...more, transition: { sequence, at: T0 + sequence * MINUTE, ...more.transition } });

const FAILED = { state: 'failed', attempts: 9, settledAt: T0 + HOUR, answer: '404 no_service' } as const;

describe('a delivery', () => {
  it('is shown with its transition and what came of it', async () => {
    const w = await world(aDelivery({ ...FAILED, channel: 'owner:ops@example.com' }));
    const shown = (await w.list()).deliveries[0]!;
    expect(shown).toEqual({
      id: expect.stringMatching(/^[\w-]+$/),
      channel: 'owner:ops@example.com',
      monitor: { kind: 'service', id: 'payment-api', name: 'Payment API' },
      transition: {
        id: `service/payment-api/${T0}/1`,
        from: 'up',
        to: 'down',
        reason: 'missed',
        at: iso(T0),
      },
      status: 'failed',
      attempts: 9,
      created: iso(T0),
      next_attempt: null,
      settled: iso(T0 + HOUR),
      answer: '404 no_service',
    });
    expect((await w.send('GET', `/api/deliveries/${shown.id}`)).body).toEqual(shown);
  });

  it('that is pending says when it is tried next', async () => {
    const w = await world(aDelivery({ dueAt: T0 + MINUTE, attempts: 1, answer: '503' }));
    expect((await w.list()).deliveries).toMatchObject([
      { status: 'pending', attempts: 1, next_attempt: iso(T0 + MINUTE), settled: null, answer: '503' },
    ]);
  });
});

describe('the list', () => {
  const DELIVERIES = [
    nth(1, { state: 'delivered', settledAt: T0 }),
    nth(2, { ...FAILED }),
    nth(3, { channel: 'email', dueAt: T0 }),
    nth(4, { channel: 'email', ...FAILED, transition: { kind: 'daemon', id: 'worker-1' } }),
    nth(5, { state: 'superseded', settledAt: T0 }),
  ];

  it.each([
    ['', ['5 slack', '4 email', '3 email', '2 slack', '1 slack']],
    ['?channel=email', ['4 email', '3 email']],
    ['?status=failed', ['4 email', '2 slack']],
    ['?monitor=service/payment-api&channel=slack', ['5 slack', '2 slack', '1 slack']],
    ['?monitor=service/payment-api&status=pending', ['3 email']],
    ['?monitor=service/nobody', []],
    ['?channel=nobody', []],
    ['?channel=&monitor=&cursor=', ['5 slack', '4 email', '3 email', '2 slack', '1 slack']],
  ])('%s: newest first', async (query, expected) => {
    const w = await world(...DELIVERIES);
    const names: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const at = `${query}${query ? '&' : '?'}limit=2${cursor && `&cursor=${cursor}`}`;
      const page: { deliveries: Shown[]; cursor: string | null } = await w.list(at);
      expect(page.deliveries.length).toBeLessThanOrEqual(2);
      names.push(
        ...page.deliveries.map((one) => {
          const { transition } = one as unknown as { transition: { id: string } };
          return `${transition.id.split('/').at(-1)} ${one.channel}`;
        }),
      );
      cursor = page.cursor;
    }
    expect(names).toEqual(expected);
  });

  it.each([
    ['?status=lost', 'status must be pending, delivered, superseded or failed'],
    ['?monitor=payment-api', 'monitor must be a kind and an id'],
    ['?monitor=server/a', 'monitor must be a kind and an id'],
    ['?monitor=service/a%20b', 'monitor must be a kind and an id'],
    ['?limit=0', 'limit must be a whole number'],
    ['?cursor=x', 'cursor is not one that this list gave'],
    [
      `?cursor=${Buffer.from('["deliveries",1]').toString('base64url')}`,
      'cursor is not one that this list gave',
    ],
  ])('%s is 400', async (query, sentence) => {
    const { status, body } = await (await world()).send('GET', `/api/deliveries${query}`);
    expect([status, body.error]).toEqual([400, expect.stringContaining(sentence)]);
  });

  it('takes a cursor only with the filter that it was given for', async () => {
    const w = await world(...DELIVERIES);
    const { cursor } = await w.list('?limit=1');
    expect((await w.send('GET', `/api/deliveries?cursor=${cursor}`)).status).toBe(200);
    expect((await w.send('GET', `/api/deliveries?cursor=${cursor}&channel=email`)).status).toBe(400);
  });
});

it('a cursor that was made up leads to an empty page', async () => {
  const w = await world(aDelivery(FAILED));
  const list = `deliveries ${JSON.stringify([null, null, null])}`;
  const cursor = Buffer.from(JSON.stringify([list, 'made up'])).toString('base64url');
  expect(await w.list(`?cursor=${cursor}`)).toEqual({ deliveries: [], cursor: null });
});

describe('a failed delivery', () => {
  it('is sent again: pending, due at once, with all attempts before it', async () => {
    const w = await world(aDelivery(FAILED));
    const id = await w.only();
    w.clock.set(T0 + 2 * HOUR);
    const { status, body } = await w.send('POST', `/api/deliveries/${id}/retry`);
    expect([status, body]).toMatchObject([
      200,
      { id, status: 'pending', attempts: 0, next_attempt: iso(T0 + 2 * HOUR), settled: null },
    ]);
    const ref = { transitionId: `service/payment-api/${T0}/1`, channel: 'slack' };
    expect(w.sent).toEqual([{ ticket: { type: 'delivery', ...ref, dueAt: T0 + 2 * HOUR }, delayMs: 0 }]);
    const stored = await w.store.delivery(ref);
    expect(stored).toMatchObject({ state: 'pending', attempts: 0, dueAt: T0 + 2 * HOUR });
    expect(stored?.settledAt).toBeUndefined();
    expect((await w.send('GET', `/api/deliveries/${id}`)).body).toEqual(body);
  });

  it('is sent again once, however many ask', async () => {
    const w = await world(aDelivery(FAILED));
    const id = await w.only();
    const answers = await Promise.all([1, 2, 3].map(() => w.send('POST', `/api/deliveries/${id}/retry`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(w.sent).toHaveLength(1);
  });

  it.each([
    [{ state: 'delivered', settledAt: T0 }, `It was delivered at ${iso(T0)}`],
    [
      { state: 'superseded', settledAt: T0 },
      `Something newer of this monitor was told in its place at ${iso(T0)}`,
    ],
    [
      { state: 'pending', dueAt: T0 + MINUTE },
      `It is still on its way: the next attempt is due at ${iso(T0 + MINUTE)}`,
    ],
  ] as const)('%j is none: 409', async (state, sentence) => {
    const delivery = aDelivery(state);
    const w = await world(delivery);
    const answer = await w.send('POST', `/api/deliveries/${await w.only()}/retry`);
    expect([answer.status, answer.body]).toEqual([409, { error: sentence }]);
    expect(w.sent).toEqual([]);
    expect(await w.store.delivery(delivery)).toMatchObject(state);
  });
});

const nameOf = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

it.each([
  'nobody',
  '%',
  'x'.repeat(3_000),
  nameOf(`service/payment-api/${T0}/2`, 'slack'),
  nameOf(`service/payment-api/${T0}/1`, 'x'.repeat(3_000)),
  nameOf(`service/${'x'.repeat(3_000)}/1/1`, 'slack'),
  nameOf('service/payment-api', 'slack'),
  nameOf(`service/payment-api/${T0}/1`),
  nameOf(1, 2),
])('the name %s is 404', async (name) => {
  const w = await world(aDelivery(FAILED));
  for (const [method, path] of [
    ['GET', ''],
    ['POST', '/retry'],
  ] as const) {
    const { status, body } = await w.send(method, `/api/deliveries/${name}${path}`);
    expect([status, body]).toEqual([404, { error: 'Unknown delivery' }]);
  }
});

const ROLES = ['admin', 'writer', 'reader', 'beat'] as const;

it.each([
  ['GET', '', 'reader'],
  ['GET', '/{id}', 'reader'],
  ['POST', '/{id}/retry', 'writer'],
] as const)('%s %s is for the %s and above, public or not', async (method, path, least) => {
  const w = await world(aDelivery(FAILED));
  const target = `/api/deliveries${path.replace('{id}', await w.only())}`;
  const mayCome = ROLES.slice(0, ROLES.indexOf(least) + 1);
  for (const role of ROLES) {
    await w.hasKey(`the-${role}`, role);
    const { status } = await w.send(method, target, undefined, { headers: bearer(`the-${role}`) });
    expect([role, status === 403]).toEqual([role, !mayCome.some((one) => one === role)]);
  }
  expect((await w.send(method, target, undefined, { headers: {} })).status).toBe(401);
});
