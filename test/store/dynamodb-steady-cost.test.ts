import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDynamoStore } from '../../adapters/dynamodb/dynamo-store.ts';
import { hashKey } from '../../adapters/system/keys.ts';
import type { Monitor } from '../../core/monitor/monitor.ts';
import { KeyRing } from '../../core/paths/key-ring.ts';
import { recordHeartbeats } from '../../core/paths/record-heartbeats.ts';
import type { Store } from '../../core/ports/store.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { aScheduler, aService, T0 } from '../support/monitors.ts';
import { TestDynamo } from '../support/test-dynamo.ts';

interface Sent {
  readonly command: string;
  readonly input: unknown;
}

let dynamo: TestDynamo;
let store: Store;
let keys: KeyRing;
const clock = new ManualClock(T0);
const sent: Sent[] = [];

beforeAll(async () => {
  dynamo = await TestDynamo.start();
  const tableName = await dynamo.createTable();
  dynamo.client.middlewareStack.add(
    (next, context) => (args) => {
      sent.push({ command: String(context.commandName), input: args.input });
      return next(args);
    },
    { step: 'initialize' },
  );
  store = createDynamoStore({ client: dynamo.client, tableName, clock });
  keys = new KeyRing({ store, clock, hash: hashKey });
  // Used within the hour, so that nobody notes its use.
  const row = { hash: hashKey('secret'), id: 'k1', role: 'beat', name: 'CI', createdAt: T0 } as const;
  await store.putKey({ ...row, lastUsedAt: T0 });
  await keys.identify('secret');
});
afterAll(() => dynamo.stop());
beforeEach(() => {
  sent.splice(0);
});

/** A heartbeat as a request brings it, with its key still to be resolved. @returns the commands that it took. */
async function beatOf(monitor: Monitor, at: number, runId?: string): Promise<readonly Sent[]> {
  await store.create(monitor);
  sent.splice(0);
  const credential = await keys.identify('secret');
  const signal = { type: 'alive', message: 'fine', runId } as const;
  const deps = { store, queue: { send: async () => 0 }, settleMs: 0 };
  expect(await recordHeartbeats(deps, [{ ref: monitor, signal, credential }], at)).toEqual(['recorded']);
  return [...sent];
}

describe('a steady beat under a key that was resolved before', () => {
  it.each([
    ['of a service', aService({ status: 'up', keyId: 'k1', dueAt: T0 + 9 }), undefined],
    [
      'inside a run',
      aScheduler({
        status: 'up',
        keyId: 'k1',
        runs: { r1: { startedAt: T0, announcedAt: T0, heardAt: T0 } },
      }),
      'r1',
    ],
  ])(
    '%s is one update and one put, without a read, and no key of the index',
    async (_what, monitor, runId) => {
      const commands = await beatOf(monitor, T0 + 1, runId);
      expect(commands.map(({ command }) => command)).toEqual(['UpdateItemCommand', 'PutItemCommand']);
      expect(JSON.stringify(commands)).not.toMatch(/due(At|Shard)/);
      expect(await store.read(monitor)).toMatchObject({ lastBeatAt: T0 + 1, dueAt: monitor.dueAt });
    },
  );

  it('in a batch of 100 monitors is as much for each', async () => {
    const monitors = Array.from({ length: 100 }, (_, i) => aService({ id: `s${i}`, status: 'up' }));
    await Promise.all(monitors.map((monitor) => store.create(monitor)));
    sent.splice(0);
    const heartbeats = monitors.map((ref) => ({
      ref,
      signal: { type: 'alive' } as const,
      credential: { admin: false },
    }));
    await recordHeartbeats({ store, queue: { send: async () => 0 }, settleMs: 0 }, heartbeats, T0 + 1);
    const counts = Map.groupBy(sent, ({ command }) => command);
    expect([...counts].map(([command, of]) => [command, of.length]).sort()).toEqual([
      ['PutItemCommand', 100],
      ['UpdateItemCommand', 100],
    ]);
  });
});
