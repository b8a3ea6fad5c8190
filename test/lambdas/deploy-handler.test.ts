import { describe, expect, test } from '@jest/globals';
import { hashKey } from '../../adapters/system/keys.ts';
import { parseServicesFile } from '../../contracts/services/services-file.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import { createDeployHandler } from '../../lambdas/deploy/handler.ts';
import { openHttpWorld } from '../support/http-world.ts';
import { meanwhile } from '../support/intercept.ts';

const SERVICES = parseServicesFile(
  JSON.stringify([{ serviceId: 'payment-api', name: 'Payment API', apiKey: 'the-key-of-payments' }]),
  { env: {}, hash: hashKey },
);

async function deployed(
  services = SERVICES as typeof SERVICES | undefined,
  adminKey = 'the-admin-key-of-ours',
) {
  const world = await openHttpWorld({ dashboardAccess: 'private' });
  const pauses: number[] = [];
  const deploy = (some: typeof services, key = adminKey, over: object = {}) =>
    createDeployHandler({
      ...world.runtime,
      services: some,
      pause: async (ms) => void pauses.push(ms),
      ...over,
      secrets: async () => ({ adminKey: key, canaryKey: 'the-canary-key-of-ours' }),
    })();
  await deploy(services);
  const read = async (key: string) =>
    (await world.send('GET', '/api/services', { headers: { 'x-api-key': key } })).statusCode;
  return { world, deploy, read, pauses };
}

describe('what a deployment brings', () => {
  test('the admin key opens what is closed to others, and the canary is heard', async () => {
    const { world, read } = await deployed();
    expect([await read('the-admin-key-of-ours'), await read('another-key')]).toEqual([200, 401]);
    const headers = { 'x-api-key': 'the-canary-key-of-ours' };
    expect((await world.send('POST', '/internal/canary', { headers })).statusCode).toBe(204);
  });

  test('the services of the file are watched under their keys', async () => {
    const { world } = await deployed();
    const beat = (key: string) =>
      world.send('POST', '/api/heartbeat', {
        headers: { 'x-api-key': key },
        body: JSON.stringify({ serviceId: 'payment-api' }),
      });
    expect((await beat('the-key-of-payments')).statusCode).toBe(200);
    expect((await beat('another-key')).statusCode).toBe(401);
  });

  test('a new admin key takes the place of the one before', async () => {
    const { world, deploy, read } = await deployed();
    await deploy(SERVICES, 'the-next-admin-key');
    world.runtime.keys.forget();
    expect([await read('the-admin-key-of-ours'), await read('the-next-admin-key')]).toEqual([401, 200]);
  });

  test("without a file, its services are the API's and still watched", async () => {
    const { world, deploy } = await deployed();
    await deploy(undefined);
    const monitor = await world.store.read({ kind: 'service', id: 'payment-api' });
    expect(monitor).toMatchObject({ status: 'unknown', config: { source: 'api' } });
  });

  test('waits for the rights of a role that was just made', async () => {
    const { world, deploy, pauses, read } = await deployed();
    let denied = 3;
    const store = meanwhile(world.store, 'listKeys', async () => {
      denied -= 1;
      if (denied >= 0) throw new StoreUnavailable('DynamoDB cannot be used (AccessDeniedException)');
    });
    await deploy(SERVICES, 'the-next-admin-key', { store });
    world.runtime.keys.forget();
    expect([pauses.length, await read('the-next-admin-key')]).toEqual([3, 200]);
  });

  test('fails where the rights never come', async () => {
    const { world, deploy, pauses } = await deployed();
    const store = meanwhile(world.store, 'listKeys', async () => {
      throw new StoreUnavailable('DynamoDB cannot be used (AccessDeniedException)');
    });
    await expect(deploy(SERVICES, undefined, { store })).rejects.toThrow('AccessDenied');
    expect(pauses.length).toBe(9);
  });

  test.each(['short', 'a key with spaces in it', 'schlüssel-schlüssel'])(
    'refuses %p, and the earlier one holds',
    async (key) => {
      const { world, deploy, read, pauses } = await deployed();
      await expect(deploy(SERVICES, key)).rejects.toThrow('The admin key must have at least 16 characters');
      world.runtime.keys.forget();
      expect([await read('the-admin-key-of-ours'), pauses]).toEqual([200, []]);
    },
  );
});
