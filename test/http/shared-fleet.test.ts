import { describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import { bearer, bodyOf } from '../support/http-event.ts';
import { openHttpWorld } from '../support/http-world.ts';
import { SECOND, T0 } from '../support/monitors.ts';

async function world() {
  const world = await openHttpWorld({ at: T0, rateLimit: false });
  await world.has({ id: 'a' });
  await world.hasKey('the-admin', 'admin');
  let reads = 0;
  const listMonitors = world.store.listMonitors.bind(world.store);
  world.store.listMonitors = (kind, options) => {
    reads += 1;
    return listMonitors(kind, options);
  };
  const readsFor = async (work: () => Promise<unknown>): Promise<number> => {
    const before = reads;
    await work();
    return reads - before;
  };
  const status = async () =>
    bodyOf(await world.send('GET', '/api/status')) as { timestamp: string; services: object[] };
  return { ...world, readsFor, status };
}

describe('however many look at the fleet', () => {
  it('it is read once, and again after a second', async () => {
    const { readsFor, send, clock, status } = await world();
    const many = () => Promise.all(Array.from({ length: 20 }, () => send('GET', '/api/status')));
    expect(await readsFor(many)).toBe(1);
    clock.advance(SECOND - 1);
    expect(await readsFor(many)).toBe(0);
    expect((await status()).timestamp).toBe(new Date(T0).toISOString());
    clock.advance(1);
    expect(await readsFor(many)).toBe(1);
    expect((await status()).timestamp).toBe(new Date(T0 + SECOND).toISOString());
    expect(await readsFor(() => send('GET', '/api/services'))).toBe(0);
  });

  it('one kind of reader never gets what was made for another, nor HEAD the answer of GET', async () => {
    const { send, clock, store } = await world();
    const { last: _none, ...monitor } = (await store.read({ kind: 'service', id: 'a' }))!;
    await store.change(monitor, {
      ...monitor,
      lastMessage: 'secret',
      config: { ...monitor.config, owner: { email: 'x@y' } },
    });
    clock.advance(SECOND);
    const headers = bearer('the-admin');
    for (const path of ['/api/status', '/api/services', '/api/status?kind=service']) {
      expect((await send('HEAD', path, { headers })).body).toBeUndefined();
      expect((await send('GET', path, { headers })).body).toMatch(/secret|x@y/);
      expect((await send('GET', path)).body).not.toMatch(/secret|x@y/);
      expect((await send('GET', path, { headers })).body).toMatch(/secret|x@y/);
    }
    expect((await send('GET', '/api/status')).body).not.toContain('"kind"');
  });

  it('each set of kinds is a reading of its own', async () => {
    const { readsFor, send } = await world();
    expect(await readsFor(() => send('GET', '/api/status'))).toBe(1);
    expect(await readsFor(() => send('GET', '/api/status?kind=daemon'))).toBe(1);
    expect(await readsFor(() => send('GET', '/api/status?kind=all'))).toBe(4);
  });

  it('one that takes longer than a second is still shared, so that none wait in line', async () => {
    const { readsFor, send, clock, store } = await world();
    const listMonitors = store.listMonitors;
    const goOn: (() => void)[] = [];
    store.listMonitors = async (...values) => {
      await new Promise<void>((resolve) => goOn.push(resolve));
      return listMonitors(...values);
    };
    const reads = await readsFor(async () => {
      const first = send('GET', '/api/status');
      await new Promise(setImmediate);
      clock.advance(5 * SECOND);
      const second = send('GET', '/api/status');
      await new Promise(setImmediate);
      for (const resolve of goOn) resolve();
      await Promise.all([first, second]);
    });
    expect(reads).toBe(1);
  });

  it('whoever changes a service sees it at once, though a reading was under way', async () => {
    const { send, store, status } = await world();
    const headers = bearer('the-admin');
    const names = async () => (await status()).services.map((row) => (row as { name: string }).name);
    expect(await names()).toEqual(['Payment API']);
    const listMonitors = store.listMonitors;
    store.listMonitors = async (...values) => {
      const page = await listMonitors(...values);
      store.listMonitors = listMonitors;
      await send('POST', '/api/services', { body: { serviceId: 'b', name: 'B' }, headers });
      return page;
    };
    await send('GET', '/api/status?kind=all');
    await names();
    expect(await names()).toEqual(expect.arrayContaining(['B']));
    await send('PUT', '/api/services/b', { body: { name: 'C' }, headers });
    expect(await names()).toEqual(expect.arrayContaining(['C']));
    await send('DELETE', '/api/services/b', { headers });
    expect(await names()).toEqual(['Payment API']);
  });

  it("a reading that failed is nobody else's", async () => {
    const { send, store } = await world();
    const listMonitors = store.listMonitors;
    store.listMonitors = () => Promise.reject(new StoreUnavailable('down'));
    expect((await send('GET', '/api/status')).statusCode).toBe(503);
    store.listMonitors = listMonitors;
    expect((await send('GET', '/api/status')).statusCode).toBe(200);
  });
});
