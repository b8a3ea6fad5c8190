import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  SendMessageBatchCommand,
  type SendMessageBatchCommandInput,
  type SendMessageBatchCommandOutput,
} from '@aws-sdk/client-sqs';
import { describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { readMessage } from '../../adapters/sqs/read-message.ts';
import { createSqsClient } from '../../adapters/sqs/sqs-client.ts';
import { SqsTicketQueue, type SqsTicketQueueOptions } from '../../adapters/sqs/sqs-ticket-queue.ts';
import type { Ticket } from '../../core/ports/ticket-queue.ts';
import { sdkError } from '../support/scripted-dynamo.ts';
import { deliveryTicketOf, monitorTicketOf } from './messages.ts';
import { RecordingLog } from './recording-log.ts';

const JUDGE = 'https://sqs.eu-central-1.amazonaws.com/123456789012/judge';
const NOTIFY = 'https://sqs.eu-central-1.amazonaws.com/123456789012/notify';
const ACCOUNT = '123456789012';

type Answer = Partial<SendMessageBatchCommandOutput> | Error;
const failed = (
  id: string,
  SenderFault: boolean,
  Code = SenderFault ? 'InvalidMessageContents' : 'InternalError',
) => ({
  Id: id,
  SenderFault,
  Code,
});

/** A queue whose batches are noted, and answered as a test says; then all is taken. */
function scripted(answers: readonly Answer[] = [], options: Partial<SqsTicketQueueOptions> = {}) {
  const left = [...answers];
  const log = new RecordingLog();
  const client = createSqsClient({ region: 'eu-central-1' });
  const batches: SendMessageBatchCommandInput[] = [];
  mockClient(client)
    .on(SendMessageBatchCommand)
    .callsFake((input: SendMessageBatchCommandInput) => {
      batches.push(input);
      const answer = left.shift() ?? {};
      if (answer instanceof Error) throw answer;
      return answer;
    });
  const queue = new SqsTicketQueue({
    client,
    monitorQueueUrl: JUDGE,
    deliveryQueueUrl: NOTIFY,
    log,
    ...options,
  });
  return { queue, batches, log };
}

const now = (ticket: Ticket) => ({ ticket, delayMs: 0 });
const many = (count: number) => Array.from({ length: count }, (_, i) => now(monitorTicketOf(`m${i}`)));
const entriesOf = (batches: readonly SendMessageBatchCommandInput[]) =>
  batches.flatMap(({ Entries = [] }) => Entries);
const ticketsIn = (batches: readonly SendMessageBatchCommandInput[]): Ticket[] =>
  entriesOf(batches).flatMap(({ MessageBody }) => {
    const message = readMessage(MessageBody!);
    return message.type === 'tickets' ? message.tickets : [];
  });

describe('tickets become messages', () => {
  test('each type on its own queue', async () => {
    const { queue, batches, log } = scripted();
    await queue.send([now(monitorTicketOf('shop')), { ticket: deliveryTicketOf('slack'), delayMs: 5_000 }]);
    expect(batches).toEqual([
      {
        QueueUrl: JUDGE,
        Entries: [
          {
            Id: '0',
            DelaySeconds: 0,
            MessageBody:
              '{"tickets":[{"type":"monitor","ref":{"kind":"service","id":"shop"},"dueAt":1763700000000}]}',
          },
        ],
      },
      {
        QueueUrl: NOTIFY,
        Entries: [
          {
            Id: '0',
            DelaySeconds: 5,
            MessageBody:
              '{"tickets":[{"type":"delivery","transitionId":"service/shop/1763000000000/1","channel":"slack","dueAt":1763700000000}]}',
          },
        ],
      },
    ]);
    expect(log.lines).toEqual([]);
  });

  test('of none nothing is sent', async () => {
    const { queue, batches, log } = scripted();
    await queue.send([]);
    expect(batches).toEqual([]);
    expect(log.lines).toEqual([]);
  });

  test.each([
    [-5_000, 0],
    [0, 0],
    [1, 1],
    [501, 1],
    [1_000, 1],
    [1_001, 2],
    [150_501, 151],
    [900_000, 900],
    [900_001, 900],
    [7 * 86_400_000, 900],
    [Infinity, 900],
  ])('a delay of %d ms is one of %d s', async (delayMs, seconds) => {
    const { queue, batches } = scripted();
    await queue.send([{ ticket: monitorTicketOf('shop'), delayMs }]);
    expect(batches[0]?.Entries?.[0]?.DelaySeconds).toBe(seconds);
  });

  test('those of one delay share them, 20 at most', async () => {
    const { queue, batches } = scripted();
    const tickets = Array.from({ length: 60 }, (_, i) => ({
      ticket: monitorTicketOf(`m${i}`),
      delayMs: i < 45 ? 30_000 - i : 200,
    }));
    await queue.send(tickets);
    expect(batches).toHaveLength(1);
    const shape = entriesOf(batches).map(({ Id, DelaySeconds, MessageBody }) => {
      const message = readMessage(MessageBody!);
      return [Id, DelaySeconds, message.type === 'tickets' && message.tickets.length];
    });
    expect(shape).toEqual([
      ['0', 30, 20],
      ['1', 30, 20],
      ['2', 30, 5],
      ['3', 1, 15],
    ]);
    expect(ticketsIn(batches)).toEqual(tickets.map(({ ticket }) => ticket));
  });

  test('deliveries share none: a slow channel holds up no other', async () => {
    const { queue, batches } = scripted();
    await queue.send(Array.from({ length: 12 }, (_, i) => now(deliveryTicketOf(`c${i}`))));
    expect(batches.map(({ QueueUrl, Entries }) => [QueueUrl, Entries?.length])).toEqual([
      [NOTIFY, 10],
      [NOTIFY, 2],
    ]);
    expect(entriesOf(batches).every(({ MessageBody }) => MessageBody?.split('"delivery"').length === 2)).toBe(
      true,
    );
  });

  test('a sweep of 5,000 loses none, ten messages to a batch', async () => {
    const { queue, batches } = scripted();
    const tickets = many(5_000);
    await queue.send(tickets);
    expect(batches).toHaveLength(25);
    expect(batches.every(({ Entries }) => Entries?.length === 10)).toBe(true);
    expect(ticketsIn(batches)).toEqual(tickets.map(({ ticket }) => ticket));
  });

  test('at most 8 batches are under way', async () => {
    let underWay = 0;
    let most = 0;
    const client = createSqsClient({ region: 'eu-central-1' });
    mockClient(client)
      .on(SendMessageBatchCommand)
      .callsFake(async () => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise(setImmediate);
        underWay -= 1;
        return {};
      });
    const log = new RecordingLog();
    await new SqsTicketQueue({ client, monitorQueueUrl: JUDGE, deliveryQueueUrl: NOTIFY, log }).send(
      many(5_000),
    );
    expect(most).toBe(8);
  });

  test.each(['\u0001', '\uFFFF', '\uD83D', '"', 'ü', '中'])(
    'a full batch of the longest ids of %j is below 256 KB',
    async (character) => {
      const { queue, batches } = scripted();
      const ref = { kind: 'application', id: character.repeat(128) } as const;
      const ticket: Ticket = { type: 'monitor', ref, dueAt: Number.MAX_SAFE_INTEGER };
      const delivery: Ticket = {
        type: 'delivery',
        transitionId: `application/${ref.id}/${Number.MAX_SAFE_INTEGER}/${Number.MAX_SAFE_INTEGER}`,
        channel: ref.id,
        dueAt: Number.MAX_SAFE_INTEGER,
      };
      await queue.send([...Array(200).fill(now(ticket)), ...Array(10).fill(now(delivery))]);
      expect(batches.map(({ Entries }) => Entries?.length)).toEqual([10, 10]);
      for (const { Entries = [] } of batches) {
        const bytes = Entries.reduce((sum, { MessageBody = '' }) => sum + Buffer.byteLength(MessageBody), 0);
        expect(bytes).toBeLessThan(180_000);
      }
    },
  );
});

const SENTENCE = 'Tickets were not sent; the next sweep makes them again';

describe('what a queue does not take', () => {
  test('through no fault of ours is sent once more, and only that', async () => {
    const { queue, batches, log } = scripted([{ Failed: [failed('1', false)] }]);
    await queue.send(many(60));
    expect(batches.map(({ Entries }) => Entries?.length)).toEqual([3, 1]);
    expect(batches[1]?.Entries?.[0]).toEqual({ ...batches[0]?.Entries?.[1], Id: '0' });
    expect(log.lines).toEqual([]);
  });

  test('twice is left to the sweep', async () => {
    const again = { Failed: [failed('0', false)] };
    const { queue, batches, log } = scripted([again, again]);
    await queue.send(many(45));
    expect(batches.map(({ Entries }) => Entries?.length)).toEqual([3, 1]);
    expect(log.lines).toEqual([
      {
        level: 'error',
        facts: { type: 'monitor', tickets: 20, errors: ['InternalError'] },
        sentence: SENTENCE,
      },
    ]);
  });

  test('through our own fault is not sent again', async () => {
    const { queue, batches, log } = scripted([{ Failed: [failed('0', true), failed('2', false)] }]);
    await queue.send(many(45));
    expect(batches.map(({ Entries }) => Entries?.length)).toEqual([3, 1]);
    expect(log.lines).toEqual([
      {
        level: 'error',
        facts: { type: 'monitor', tickets: 20, errors: ['InvalidMessageContents'] },
        sentence: SENTENCE,
      },
    ]);
  });

  test('costs the other batches nothing, and says no account number', async () => {
    const denied = sdkError('AccessDenied', `User: arn:aws:sts::${ACCOUNT}:role/x may not send to ${JUDGE}`);
    const { queue, batches, log } = scripted([denied, { Failed: [failed('0', true)] }]);
    await queue.send(many(450));
    expect(batches.map(({ Entries }) => Entries?.length)).toEqual([10, 10, 3]);
    expect(log.lines).toEqual([
      {
        level: 'error',
        facts: { type: 'monitor', tickets: 220, errors: ['AccessDenied', 'InvalidMessageContents'] },
        sentence: SENTENCE,
      },
    ]);
    expect(JSON.stringify(log.lines)).not.toContain(ACCOUNT);
  });

  test('the second time because nobody answers, is left to the sweep too', async () => {
    const { queue, log } = scripted([{ Failed: [failed('0', false)] }, sdkError('TimeoutError')]);
    await queue.send(many(25));
    expect(log.lines.map(({ facts }) => facts)).toEqual([
      { type: 'monitor', tickets: 20, errors: ['TimeoutError'] },
    ]);
  });

  test('because there is none, is left to the sweep; the other type goes out', async () => {
    const { queue, batches, log } = scripted([], { deliveryQueueUrl: undefined });
    await queue.send([now(deliveryTicketOf('slack')), now(deliveryTicketOf('email')), ...many(1)]);
    expect(batches.map(({ QueueUrl }) => QueueUrl)).toEqual([JUDGE]);
    expect(log.lines).toEqual([
      { level: 'error', facts: { type: 'delivery', tickets: 2, errors: ['NoQueue'] }, sentence: SENTENCE },
    ]);
  });
});

describe('a queue that cannot be reached', () => {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

  test('rejects nothing', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.close();
    await once(server, 'close');
    const client = createSqsClient({ endpoint, region: 'eu-central-1', credentials });
    const log = new RecordingLog();
    await new SqsTicketQueue({ client, monitorQueueUrl: JUDGE, deliveryQueueUrl: NOTIFY, log }).send(many(3));
    // The SDK wraps the error, for Node's class of errors is not the one of the sandbox that tests run in.
    expect(log.lines.map(({ facts }) => facts)).toEqual([
      { type: 'monitor', tickets: 3, errors: [expect.stringMatching(/^(ECONNREFUSED|Error)$/)] },
    ]);
    client.destroy();
  });

  test('is given up after the time that a batch may take', async () => {
    const server = createServer(() => {}).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const client = createSqsClient({ endpoint, region: 'eu-central-1', credentials });
    const log = new RecordingLog();
    const urls = { monitorQueueUrl: JUDGE, deliveryQueueUrl: NOTIFY };
    await new SqsTicketQueue({ client, ...urls, log, timeoutMs: 50 }).send(many(3));
    expect(log.lines.map(({ facts }) => facts)).toEqual([
      { type: 'monitor', tickets: 3, errors: [expect.stringMatching(/^(AbortError|TimeoutError)$/)] },
    ]);
    client.destroy();
    server.closeAllConnections();
    server.close();
  });
});
