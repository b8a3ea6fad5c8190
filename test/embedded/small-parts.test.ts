import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { oneAtATime } from '../../core/paths/one-at-a-time.ts';
import type { Channel, ChannelMessage } from '../../core/ports/channel.ts';
import { logFlushErrors } from '../../embedded/flush-errors.ts';
import { createOperators } from '../../embedded/operators.ts';
import { repeat } from '../../embedded/repeat.ts';
import { fixedChannels } from '../support/fixed-channels.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { MINUTE, SECOND, T0 } from '../support/monitors.ts';
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
    const listen = oneAtATime(() => new Promise((resolve) => answers.push(resolve)));
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
    const listen = oneAtATime(async () => {
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

describe('groups of writes that could not be made durable', () => {
  test('are logged, at most one a second, with the number of the others', () => {
    const clock = new ManualClock(T0);
    const lines: object[] = [];
    const failed = logFlushErrors({ ...SILENT_LOG, error: (facts) => lines.push(facts) }, clock);
    const err = new Error('The disk is full');
    for (let i = 0; i < 100; i++) {
      failed(err);
      clock.advance(100);
    }
    expect(lines).toHaveLength(10);
    expect(lines.slice(0, 2)).toEqual([
      { err, notLogged: 0 },
      { err, notLogged: 9 },
    ]);
  });
});

const directoryOf = (...channels: readonly Channel[]) =>
  fixedChannels(new Map(channels.map((channel) => [channel.id, channel])));

describe('a notice for the operators', () => {
  const notice = { kind: 'hearing', subject: 'Heartbeat Central cannot hear', text: 'Look.' } as const;
  const message = { type: 'notice', subject: notice.subject, text: notice.text };

  /** A channel that keeps what it is sent, with the minute, and refuses for as long as it is told to. */
  function keeping(refusals = 0) {
    const sent: { minute: number; message: ChannelMessage }[] = [];
    let attempts = 0;
    const channel: Channel = {
      id: 'works',
      send: async (message) => {
        attempts += 1;
        if (attempts <= refusals) throw new Error('No');
        sent.push({ minute: (Date.now() - T0) / MINUTE, message });
        return 'ok';
      },
    };
    return { channel, sent, attempts: () => attempts };
  }

  beforeEach(() => {
    jest.useFakeTimers({ now: T0, doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('is logged and sent to every channel, none of which can hold it up or make it fail', async () => {
    const { errors, log } = logged();
    const { channel, sent } = keeping();
    const channels: Channel[] = [
      { id: 'hangs', send: () => new Promise(() => {}) },
      { id: 'rejects', send: () => Promise.reject(new Error('No')) },
      {
        id: 'throws',
        send: () => {
          throw new Error('At once');
        },
      },
      channel,
    ];
    const operators = createOperators(directoryOf(...channels), log);
    await operators.tell(notice);
    await turns();
    expect(sent).toEqual([{ minute: 0, message }]);
    expect(errors).toEqual([
      'Notice for the operators',
      'The notice was not delivered',
      'The notice was not delivered',
    ]);
    await operators.tell({ ...notice, kind: 'judging' });
    await turns();
    expect(sent).toHaveLength(2);
    operators.stop();
  });

  test('that comes 2,000 times is one message at once and one a minute later', async () => {
    const { channel, sent } = keeping();
    const operators = createOperators(directoryOf(channel), SILENT_LOG);
    for (let i = 0; i < 2_000; i++) await operators.tell(notice);
    await jest.advanceTimersByTimeAsync(10 * MINUTE);
    expect(sent).toEqual([
      { minute: 0, message },
      { minute: 1, message: { ...message, text: 'Look. (and 1,998 more like this)' } },
    ]);
    await operators.tell(notice);
    await turns();
    expect(sent.at(-1)).toEqual({ minute: 10, message });
    await jest.advanceTimersByTimeAsync(MINUTE);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('that was not taken is tried again each minute, and counts those that came meanwhile', async () => {
    const { channel, sent } = keeping(3);
    const operators = createOperators(directoryOf(channel), SILENT_LOG);
    await operators.tell(notice);
    await jest.advanceTimersByTimeAsync(SECOND);
    for (let i = 0; i < 4; i++) await operators.tell(notice);
    await jest.advanceTimersByTimeAsync(10 * MINUTE);
    expect(sent).toEqual([{ minute: 3, message: { ...message, text: 'Look. (and 4 more like this)' } }]);
  });

  test('is given up after an hour, and the next one is tried anew', async () => {
    const { channel, sent, attempts } = keeping(60);
    const operators = createOperators(directoryOf(channel), SILENT_LOG);
    await operators.tell(notice);
    await jest.advanceTimersByTimeAsync(3 * 60 * MINUTE);
    expect(attempts()).toBe(60);
    expect(jest.getTimerCount()).toBe(0);
    await operators.tell(notice);
    await turns();
    expect(sent).toHaveLength(1);
    operators.stop();
  });

  test('is only logged after the end, and nothing is left to wait for', async () => {
    const { errors, log } = logged();
    const { channel, sent } = keeping();
    const operators = createOperators(directoryOf(channel), log);
    for (let i = 0; i < 5; i++) await operators.tell(notice);
    await turns();
    operators.stop();
    expect(jest.getTimerCount()).toBe(0);
    await operators.tell(notice);
    await turns();
    expect(sent).toHaveLength(1);
    expect(errors).toHaveLength(6);
  });
});
