import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { close, createMonitor, pause, resume } from '../../../core/monitor/lifecycle.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import { aService, CONFIG_OF, T0 } from '../../support/monitors.ts';
import { steadyBeat } from './beats.ts';
import { ModelStore } from './model-store.ts';
import type { StoreUnderTest } from './store-under-test.ts';

const time = fc.integer({ min: 0, max: 20 }).map((ms) => T0 + ms);
/** Which of the snapshots read so far a command works from: 0 is the newest. */
const snapshot = fc.nat({ max: 3 });
const guard = fc.constantFrom('none', 'exactly', 'atMost');

const command = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('beat' as const), at: time, words: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('read' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('change' as const),
      what: fc.constantFrom('up', 'pause', 'resume', 'close', 'key', 'dueAt', 'forget-words', 'streak'),
      at: time,
      snapshot,
      guard,
      recorded: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('publish' as const), snapshot }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('create' as const), at: time, snapshot }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('append' as const), at: time }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('expire' as const), snapshot }) },
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;
type Change = Extract<Command, { do: 'change' }>;

function changed(read: Monitor, { what, at }: Change): Monitor {
  switch (what) {
    case 'up':
      return { ...read, status: 'up', streak: undefined, lastBeatAt: at };
    case 'pause':
      return pause(read, at);
    case 'resume':
      return resume(read, at);
    case 'close':
      return close(read, at);
    case 'key':
      return { ...read, keyId: read.keyId ? undefined : 'k1' };
    case 'dueAt':
      return { ...read, dueAt: read.dueAt ? undefined : at };
    case 'forget-words':
      return { ...read, lastMessage: undefined, vitals: undefined };
    default:
      return { ...read, streak: { toward: 'down', count: 1 } };
  }
}

function guardOf({ guard, at }: Change, read: Monitor) {
  if (guard === 'none') return undefined;
  return guard === 'atMost' ? { atMost: at } : { exactly: read.lastBeatAt };
}

/** Does the same to the store and to the model, which must answer the same. */
async function runBoth(t: StoreUnderTest, id: string, commands: readonly Command[]): Promise<void> {
  const model = new ModelStore(t.clock);
  const ref = { kind: 'service', id } as const;
  const reads: Monitor[] = [];
  const both = async <T>(call: (store: Pick<ModelStore, keyof ModelStore>) => Promise<T>): Promise<T> => {
    const [actual, expected] = [await call(t.store), await call(model)];
    expect(actual).toEqual(expected);
    return actual;
  };
  const from = (age: number) => reads[Math.max(0, reads.length - 1 - age)] ?? aService({ id });
  for (const c of commands) {
    t.clock.advance(1);
    switch (c.do) {
      case 'beat': {
        const words = c.words ? { message: `at ${c.at}`, vitals: { at: c.at } } : {};
        const credential = { keyId: 'k1', admin: false };
        await both((store) => store.recordSteady([steadyBeat(ref, c.at, { credential, record: words })]));
        break;
      }
      case 'read': {
        const monitor = await both((store) => store.read(ref));
        if (monitor) reads.push(monitor);
        break;
      }
      case 'change': {
        const read = from(c.snapshot);
        const record = c.recorded ? ({ at: c.at, type: 'failed' } as const) : undefined;
        await both((store) => store.change(read, changed(read, c), guardOf(c, read), record));
        break;
      }
      case 'publish': {
        const { born, sequence } = from(c.snapshot);
        await both((store) => store.markPublished(ref, born, sequence));
        break;
      }
      case 'create': {
        const earlier = reads.length === 0 ? undefined : from(c.snapshot);
        const monitor = createMonitor(ref, CONFIG_OF.service, undefined, c.at, earlier);
        await both((store) => store.create({ ...monitor, status: 'up' }, earlier));
        break;
      }
      case 'append':
        await both((store) => store.appendBeat(ref, { at: c.at, type: 'alive' }));
        break;
      case 'expire': {
        const read = from(c.snapshot);
        await both((store) => store.change(read, { ...read, expiresAt: t.clock.now() + 3 }));
        break;
      }
    }
  }
  await both((store) => store.read(ref));
  await both(async (store) => (await store.beats(ref, { limit: 100 })).map((record) => record.at));
}

export function describeModel(t: StoreUnderTest): void {
  it('does what a simple model of the ports does, in any order', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 60 }), (commands) =>
        runBoth(t, `run-${runs++}`, [{ do: 'create', at: T0, snapshot: 0 }, { do: 'read' }, ...commands]),
      ),
      { numRuns: 60 },
    );
  }, 120_000);
}
