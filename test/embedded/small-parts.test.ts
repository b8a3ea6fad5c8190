import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Channel, ChannelMessage } from '../../core/ports/channel.ts';
import { shared } from '../../embedded/listener.ts';
import { createOperators } from '../../embedded/operators.ts';
import { repeat } from '../../embedded/repeat.ts';
import { SILENT_LOG } from '../support/stage.ts';

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

function logged() {
  const errors: string[] = [];
  return {
    errors,
    log: { ...SILENT_LOG, error: (_facts: object, sentence: string) => errors.push(sentence) },
  };
}

describe('a task that comes again and again', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('begins after one period, and then every period', async () => {
    let rounds = 0;
    const repeating = repeat(1_000, SILENT_LOG, 'It', async () => {
      rounds += 1;
    });
    await jest.advanceTimersByTimeAsync(999);
    expect(rounds).toBe(0);
    await jest.advanceTimersByTimeAsync(4_001);
    expect(rounds).toBe(5);
    await repeating.stop();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(rounds).toBe(5);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('never overlaps itself, and stopping waits for the round under way', async () => {
    let begun = 0;
    let end = () => {};
    const repeating = repeat(1_000, SILENT_LOG, 'It', () => {
      begun += 1;
      return new Promise<void>((resolve) => {
        end = resolve;
      });
    });
    await jest.advanceTimersByTimeAsync(5_000);
    expect(begun).toBe(1);
    end();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(begun).toBe(2);
    let stopped = false;
    const stopping = repeating.stop().then(() => {
      stopped = true;
    });
    await turns();
    expect(stopped).toBe(false);
    end();
    await stopping;
  });

  test.each([
    ['rejects', () => Promise.reject(new Error('The store is out'))],
    [
      'throws',
      (): Promise<void> => {
        throw new Error('The store is out');
      },
    ],
  ])('survives a round that %s, and says so', async (_name, fail) => {
    const { errors, log } = logged();
    let rounds = 0;
    const repeating = repeat(1_000, log, 'The sweep', () => {
      rounds += 1;
      return rounds === 1 ? fail() : Promise.resolve();
    });
    await jest.advanceTimersByTimeAsync(3_000);
    expect(rounds).toBe(3);
    expect(errors).toEqual(['The sweep failed; it is tried again']);
    await repeating.stop();
  });
});

describe('a shared canary', () => {
  test('is one for all who listen while it is under way, and a new one after that', async () => {
    const answers: ((heard: boolean) => void)[] = [];
    const listen = shared(() => new Promise((resolve) => answers.push(resolve)));
    const first = [listen(), listen()];
    answers[0]!(true);
    expect(await Promise.all(first)).toEqual([true, true]);
    const second = listen();
    expect(answers).toHaveLength(2);
    answers[1]!(false);
    expect(await second).toBe(false);
  });

  test('that fails fails for all who share it, and the next is a new one', async () => {
    let calls = 0;
    const listen = shared(async () => {
      calls += 1;
      if (calls === 1) throw new Error('The store is out');
      return true;
    });
    expect((await Promise.allSettled([listen(), listen()])).map((r) => r.status)).toEqual([
      'rejected',
      'rejected',
    ]);
    expect(await listen()).toBe(true);
  });
});

describe('a notice for the operators', () => {
  const notice = { subject: 'Heartbeat Central cannot hear', text: 'Look at the disk.' };

  test('is logged and sent to every channel, none of which can hold it up or make it fail', async () => {
    const { errors, log } = logged();
    const sent: ChannelMessage[] = [];
    const channels: Channel[] = [
      { id: 'hangs', send: () => new Promise(() => {}) },
      { id: 'rejects', send: () => Promise.reject(new Error('No')) },
      {
        id: 'throws',
        send: () => {
          throw new Error('At once');
        },
      },
      {
        id: 'works',
        send: async (message) => {
          sent.push(message);
          return 'ok';
        },
      },
    ];
    await createOperators(channels, log).tell(notice);
    await turns();
    expect(sent).toEqual([{ type: 'notice', ...notice }]);
    expect(errors).toEqual([
      'Notice for the operators',
      'The notice was not delivered',
      'The notice was not delivered',
    ]);
  });

  test('reaches the channels each time, not only the first', async () => {
    const sent: ChannelMessage[] = [];
    const channels = new Map<string, Channel>([
      [
        'works',
        {
          id: 'works',
          send: async (message) => {
            sent.push(message);
            return 'ok';
          },
        },
      ],
    ]);
    const operators = createOperators(channels.values(), SILENT_LOG);
    await operators.tell(notice);
    await operators.tell(notice);
    await turns();
    expect(sent).toHaveLength(2);
  });
});
