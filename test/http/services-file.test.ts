import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hashKey } from '../../adapters/system/keys.ts';
import { jsonMistake } from '../../contracts/services/json-mistake.ts';
import { parseServicesFile } from '../../contracts/services/services-file.ts';
import { pause, resume } from '../../core/monitor/lifecycle.ts';
import { changeMonitor } from '../../core/paths/manage-monitors.ts';
import { applyServices, releaseServices } from '../../lambdas/runtime/apply-services.ts';
import { bearer, bodyOf } from '../support/http-event.ts';
import { openHttpWorld } from '../support/http-world.ts';
import { T0 } from '../support/monitors.ts';

const read = (value: unknown, env: Record<string, string> = {}) =>
  parseServicesFile(typeof value === 'string' ? value : JSON.stringify(value), { env, hash: hashKey });

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const ref = (id: string) => ({ kind: 'service' as const, id });

describe('reading services.json', () => {
  it('takes the fields of the API, with defaults, and of a key only its hash', () => {
    const [plain, full] = read(
      [
        { serviceId: 'a' },
        {
          serviceId: 'b',
          name: 'B',
          apiKey: 'env:KEY_OF_B',
          stalenessThreshold: 60,
          expectedInterval: 20,
          tags: ['prod'],
          failureThreshold: 2,
          ownerEmail: 'ops@example.com',
          description: null,
        },
      ],
      { KEY_OF_B: 'key-of-b' },
    );
    expect(plain).toMatchObject({
      serviceId: 'a',
      keyHash: undefined,
      config: { name: 'a', schedule: { type: 'interval', intervalMs: 300_000, graceMs: 0 }, source: 'file' },
    });
    expect(full).toMatchObject({
      keyHash: hashKey('key-of-b'),
      config: {
        name: 'B',
        tags: ['prod'],
        owner: { email: 'ops@example.com' },
        thresholds: { failures: 2, recoveries: 1 },
        schedule: { type: 'interval', intervalMs: 20_000, graceMs: 40_000 },
      },
    });
    expect(JSON.stringify(full)).not.toContain('key-of-b');
  });

  it.each([
    ['{', /^services\.json is not valid JSON: it ends too early$/],
    ['[1,\n 2,]', /^services\.json is not valid JSON: see line 2, column 4$/],
    ['{"services":[]}', /^services\.json must be an array of services$/],
    [[5], /entry 1: must be an object$/],
    [[{}], /entry 1: serviceId is required$/],
    [[{ serviceId: 'a' }, { serviceId: 'a b' }], /entry 2 \("a b"\): serviceId must be 1 to 128 characters/],
    [
      [{ serviceId: 'a' }, { serviceId: 'b' }, { serviceId: 'a' }],
      /entry 3 \("a"\): serviceId is that of entry 1 too$/,
    ],
    [
      [{ serviceId: 'a', stalenessThreshold: '5m' }],
      /entry 1 \("a"\): stalenessThreshold must be a whole number/,
    ],
    [
      [{ serviceId: 'a', stalenessTreshold: 60 }],
      /entry 1 \("a"\): stalenessTreshold is not a field of a service$/,
    ],
    [
      [{ serviceId: 'a', apiKey: 'env:NOT_SET' }],
      /entry 1 \("a"\): apiKey names NOT_SET, which is not in the environment$/,
    ],
    [[{ serviceId: 'a', apiKey: '' }], /entry 1 \("a"\): apiKey must be 1 to 256 printable/],
    [
      [{ serviceId: 'a', schedule: '99 * * * *' }],
      /entry 1 \("a"\): schedule "99 \* \* \* \*" is not a cron expression/,
    ],
    [[{ serviceId: 'a', expectedInterval: 900 }], /entry 1 \("a"\): expectedInterval must not be longer/],
  ])('%j is refused', (value, message) => {
    expect(() => read(value)).toThrow(
      expect.objectContaining({ name: 'ServicesFileError', message: expect.stringMatching(message) }),
    );
  });

  it.each([
    ['[{"serviceId": "a", "apiKey": "s3cr3t"x}]', 'see line 1, column 39'],
    ['[{"serviceId": "a", "apiKey": s3cr3t}]', 'see line 1, column 31'],
    ['[{\n  "serviceId": "a",\n  "apiKey": "s3cr3t",\n}]', 'see line 4, column 1'],
    ['[{"apiKey": "s3cr3t]', 'see line 1, column 13'],
    ['[{"apiKey": "s3cr3t"', 'it ends too early'],
    ['["s3cr3t"] s3cr3t', 'see line 1, column 12'],
    ["['s3cr3t']", 'see line 1, column 2'],
    ['[01]', 'see line 1, column 2'],
    ['', 'it ends too early'],
  ])('%j: says where it goes wrong and nothing of what stands there', (text, where) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ message: `services.json is not valid JSON: ${where}` }),
    );
  });

  it('finds a mistake wherever the engine finds one', () => {
    const entries = fc.array(fc.record({ serviceId: fc.string(), a: fc.jsonValue() }), { maxLength: 3 });
    const broken = fc
      .tuple(entries, fc.nat(), fc.constantFrom('', ',', '"', '}', ']', 'x', '-', '\\', '\n', ' ', '0'))
      .map(([value, place, piece]) => {
        const text = JSON.stringify(value, null, 1);
        const at = place % (text.length + 1);
        return text.slice(0, at) + piece + text.slice(at + 1);
      });
    fc.assert(
      fc.property(broken, (text) => {
        expect(jsonMistake(text) === undefined).toBe(isJson(text));
      }),
    );
  });

  it('names every problem, a line each', () => {
    expect(() => read([{ serviceId: 5 }, { serviceId: 'b', name: '' }])).toThrow(
      'services.json: entry 1: serviceId must be text\nentry 2 ("b"): name must not be empty',
    );
  });
});

async function world() {
  const world = await openHttpWorld({ at: T0 });
  const apply = (value: unknown) => applyServices(world.runtime, read(value), world.clock.advance(1_000));
  const beat = async (serviceId: string, key?: string) =>
    (await world.send('POST', '/api/heartbeat', { body: { serviceId }, headers: key ? bearer(key) : {} }))
      .statusCode;
  return { ...world, apply, beat, monitor: (id: string) => world.store.read(ref(id)) };
}

const nothing = { added: [], changed: [], paused: [], resumed: [] };

describe('applying services.json', () => {
  it('the file in the repository answers the curl lines of the seed', async () => {
    const { send, runtime } = await openHttpWorld();
    const file = readFileSync(new URL('../../services.json', import.meta.url), 'utf8');
    await applyServices(runtime, read(file), T0);
    for (const body of [
      '{"serviceId": "service-1"}',
      '{"services": ["service-1", "service-2", "service-3"]}',
    ]) {
      const answer = await send('POST', '/api/heartbeat', { body, headers: bearer('your-api-key') });
      expect(answer.statusCode).toBe(200);
    }
    const listed = bodyOf(await send('GET', '/api/services'));
    expect(listed).toMatchObject({
      services: [1, 2, 3].map((i) => ({
        serviceId: `service-${i}`,
        stalenessThreshold: 300,
        requiresKey: false,
      })),
    });
  });

  it('adds what is new and changes only what is different', async () => {
    const { apply, monitor } = await world();
    const file = [{ serviceId: 'a', apiKey: 'k', tags: ['prod'], schedule: '0 3 * * *' }, { serviceId: 'b' }];
    expect(await apply(file)).toEqual({ ...nothing, added: ['a', 'b'] });
    const before = await monitor('a');
    expect(await apply(file)).toEqual(nothing);
    expect(await monitor('a')).toEqual(before);
    expect(await apply([file[0], { serviceId: 'b', stalenessThreshold: 60 }])).toEqual({
      ...nothing,
      changed: ['b'],
    });
    expect(await monitor('b')).toMatchObject({ config: { schedule: { intervalMs: 60_000 } } });
  });

  it('keys: equal ones share a row, a changed one stops opening, an open service takes none', async () => {
    const { apply, beat, store } = await world();
    await apply([
      { serviceId: 'a', apiKey: 'shared' },
      { serviceId: 'b', apiKey: 'shared' },
    ]);
    expect(await store.listKeys()).toHaveLength(1);
    expect([await beat('a', 'shared'), await beat('b', 'shared'), await beat('a')]).toEqual([200, 200, 401]);
    expect(
      await apply([
        { serviceId: 'a', apiKey: 'new' },
        { serviceId: 'b', apiKey: 'shared' },
      ]),
    ).toMatchObject({ changed: ['a'] });
    expect([await beat('a', 'shared'), await beat('a', 'new'), await beat('b', 'shared')]).toEqual([
      401, 200, 200,
    ]);
    await apply([{ serviceId: 'a' }, { serviceId: 'b' }]);
    expect(await beat('a')).toBe(200);
  });

  it('a service that left the file is paused and the API may remove it; one that came back is watched again', async () => {
    const { apply, monitor, beat } = await world();
    await apply([{ serviceId: 'a' }, { serviceId: 'b' }]);
    await beat('b');
    expect(await apply([{ serviceId: 'a' }])).toEqual({ ...nothing, paused: ['b'] });
    expect(await monitor('b')).toMatchObject({
      status: 'paused',
      reason: 'left-file',
      config: { source: 'api' },
    });
    expect(await apply([{ serviceId: 'a' }])).toEqual(nothing);
    expect(await apply([{ serviceId: 'a' }, { serviceId: 'b', name: 'Back' }])).toEqual({
      ...nothing,
      resumed: ['b'],
    });
    expect(await monitor('b')).toMatchObject({ status: 'unknown', config: { name: 'Back', source: 'file' } });
  });

  it('what a person paused stays paused', async () => {
    const { apply, monitor, send, hasKey } = await world();
    await hasKey('the-admin', 'admin');
    await apply([{ serviceId: 'a' }]);
    await send('POST', '/api/services/a/pause', { headers: bearer('the-admin') });
    expect(await apply([{ serviceId: 'a' }])).toEqual(nothing);
    expect(await apply([])).toEqual({ ...nothing, paused: ['a'] });
    await apply([{ serviceId: 'a' }]);
    expect(await monitor('a')).toMatchObject({ status: 'paused', reason: 'paused' });
  });

  it('takes over a service that the API made, with its history', async () => {
    const { apply, monitor, send, hasKey, beat } = await world();
    await hasKey('the-admin', 'admin');
    const body = { serviceId: 'a', requireKey: false };
    await send('POST', '/api/services', { body, headers: bearer('the-admin') });
    await beat('a');
    const { born } = (await monitor('a'))!;
    expect(await apply([{ serviceId: 'a', name: 'From the file' }])).toEqual({ ...nothing, changed: ['a'] });
    expect(await monitor('a')).toMatchObject({
      born,
      status: 'up',
      config: { source: 'file', name: 'From the file' },
    });
  });

  it("without a file, its services are the API's and watched as before; the file may come back", async () => {
    const { apply, monitor, send, hasKey, runtime, beat, clock } = await world();
    await hasKey('the-admin', 'admin');
    const file = [{ serviceId: 'a' }, { serviceId: 'b', apiKey: 'key-of-b' }];
    await apply(file);
    await beat('a');
    expect((await releaseServices(runtime, clock.advance(1_000))).toSorted()).toEqual(['a', 'b']);
    expect(await releaseServices(runtime, clock.advance(1_000))).toEqual([]);
    expect(await monitor('a')).toMatchObject({ status: 'up', config: { source: 'api' } });
    expect(await beat('b', 'key-of-b')).toBe(200);
    const headers = bearer('the-admin');
    expect((await send('PUT', '/api/services/a', { body: { name: 'A' }, headers })).statusCode).toBe(200);
    expect((await send('DELETE', '/api/services/b', { headers })).statusCode).toBe(204);
    expect(await apply(file)).toEqual({ ...nothing, added: ['b'], changed: ['a'] });
  });

  it("a person's pause is no leaving, though it comes while the file is applied", async () => {
    const { apply, runtime, monitor, clock } = await world();
    await apply([{ serviceId: 'a' }]);
    await apply([]);
    const change = runtime.store.change.bind(runtime.store);
    let paused = false;
    runtime.store.change = async (...values) => {
      if (!paused) {
        paused = true;
        for (const move of [resume, pause]) {
          await changeMonitor(runtime, ref('a'), (present) => move(present, clock.now()), clock.now());
        }
      }
      return change(...values);
    };
    await apply([{ serviceId: 'a' }]);
    expect(await monitor('a')).toMatchObject({
      status: 'paused',
      reason: 'paused',
      config: { source: 'file' },
    });
  });

  it('writes many at a time, whatever it writes', async () => {
    const { apply, runtime } = await world();
    const { store } = runtime;
    const most = { putKey: 0, create: 0, change: 0 };
    for (const method of ['putKey', 'create', 'change'] as const) {
      const call = store[method].bind(store) as (...values: unknown[]) => Promise<never>;
      let underWay = 0;
      store[method] = (async (...values: unknown[]) => {
        underWay += 1;
        most[method] = Math.max(most[method], underWay);
        return call(...values).finally(() => {
          underWay -= 1;
        });
      }) as never;
    }
    await apply(Array.from({ length: 20 }, (_, i) => ({ serviceId: `s${i}`, apiKey: `key-${i}` })));
    await apply([]);
    expect(most).toEqual({ putKey: 20, create: 20, change: 20 });
  });

  it('services that the API made are left alone', async () => {
    const { apply, has, monitor } = await world();
    await has({ id: 'mine', config: { source: 'api' } });
    expect(await apply([])).toEqual(nothing);
    expect(await monitor('mine')).toMatchObject({ status: 'unknown' });
  });
});
