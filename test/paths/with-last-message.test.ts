import { describe, expect, test } from '@jest/globals';
import { announce } from '../../contracts/events/announcement.ts';
import { aTransition, Delivering } from '../support/delivering.ts';
import { T0 } from '../support/monitors.ts';

const SILENT = aTransition(1, { lastBeatAt: T0 - 5 });
const SAID = { at: T0 - 5, type: 'alive', message: 'disk at 99 %' } as const;

/** What the alert of this transition says, after what its monitor sent. */
async function factsAfter(transition: typeof SILENT, record: object = SAID, prepare = (_: Delivering) => {}) {
  const stage = new Delivering('slack');
  await stage.store.appendBeat(transition, record as typeof SAID);
  prepare(stage);
  await stage.open(transition);
  const { facts } = announce(stage.of(transition).transition, { publicUrl: 'https://heartbeat.example' });
  return { stage, said: facts.find(({ label }) => label === 'It said last')?.value };
}

describe('an alert of a silence', () => {
  test('bears what the last heartbeat said', async () => {
    expect((await factsAfter(SILENT)).said).toBe('disk at 99 %');
    const long = await factsAfter(SILENT, { ...SAID, message: 'x'.repeat(2_000) });
    expect(long.said).toHaveLength(300);
    expect(long.stage.of(SILENT).transition.lastMessage).toHaveLength(500);
  });

  test('bears nothing where it said nothing, or has spoken since', async () => {
    expect((await factsAfter(SILENT, { at: T0 - 5, type: 'alive' })).said).toBeUndefined();
    expect((await factsAfter(SILENT, { ...SAID, at: T0 + 5 })).said).toBeUndefined();
    expect((await factsAfter(aTransition(1))).said).toBeUndefined();
  });

  test('leaves without it where it cannot be read', async () => {
    const { stage, said } = await factsAfter(SILENT, SAID, ({ store }) => {
      store.beats = async () => {
        throw new Error('The store is out');
      };
    });
    expect(said).toBeUndefined();
    expect(stage.of(SILENT).state).toBe('pending');
  });
});

test('what was reported bears the words of the report alone', async () => {
  const failed = aTransition(1, { lastBeatAt: T0 - 5, reason: 'reported-failure', message: 'no disk' });
  expect((await factsAfter(failed)).said).toBeUndefined();
});
