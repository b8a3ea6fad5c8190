import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createOperatorsTopicChannel } from '../../adapters/sns/operators-topic-channel.ts';
import { SnsTransitionPublisher } from '../../adapters/sns/sns-transition-publisher.ts';
import { readMessage } from '../../adapters/sqs/read-message.ts';
import { SqsOperators } from '../../adapters/sqs/sqs-operators.ts';
import { SqsTicketQueue } from '../../adapters/sqs/sqs-ticket-queue.ts';
import { toTransitionEvent } from '../../contracts/events/transition-event.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import type { Ticket } from '../../core/ports/ticket-queue.ts';
import { HOSTILE_NAMES, transitionWith } from '../events/transitions.ts';
import { TestQueues } from '../support/test-queues.ts';
import { deliveryTicketOf, monitorTicketOf } from './messages.ts';
import { RecordingLog } from './recording-log.ts';

const PUBLIC_URL = 'https://heartbeats.example.com';
/** Far longer than any message here takes to come. */
const PATIENCE_SECONDS = 20;
jest.setTimeout(2 * PATIENCE_SECONDS * 1_000);

let queues: TestQueues;

beforeAll(async () => {
  queues = await TestQueues.start();
});

afterAll(() => queues.stop());

const ticketsIn = (bodies: readonly string[]): Ticket[] =>
  bodies.flatMap((body) => {
    const message = readMessage(body);
    return message.type === 'tickets' ? message.tickets : [];
  });

/** In an order of their own: batches travel side by side. */
const sorted = (tickets: readonly Ticket[]): string[] =>
  tickets.map((ticket) => JSON.stringify(ticket)).toSorted();

describe('tickets', () => {
  async function ticketQueue() {
    const [judge, notify] = [await queues.createQueue(), await queues.createQueue()];
    const log = new RecordingLog();
    const urls = { monitorQueueUrl: judge.url, deliveryQueueUrl: notify.url };
    return { judge, notify, log, tickets: new SqsTicketQueue({ client: queues.sqs, ...urls, log }) };
  }

  test('each arrive once on the queue of their type', async () => {
    const { judge, notify, log, tickets } = await ticketQueue();
    const monitors = Array.from({ length: 1_000 }, (_, i) => monitorTicketOf(`m${i}`));
    const deliveries = Array.from({ length: 25 }, (_, i) => deliveryTicketOf('slack', i + 1));
    await tickets.send([...monitors, ...deliveries].map((ticket) => ({ ticket, delayMs: 0 })));
    const judged = await queues.takeAll(judge);
    expect(judged).toHaveLength(50);
    expect(sorted(ticketsIn(judged))).toEqual(sorted(monitors));
    expect(sorted(ticketsIn(await queues.takeAll(notify)))).toEqual(sorted(deliveries));
    expect(log.lines).toEqual([]);
  });

  test.each(HOSTILE_NAMES.filter((name) => name !== ''))('of %j arrive as they were', async (name) => {
    const { judge, log, tickets } = await ticketQueue();
    const ticket = monitorTicketOf(`${name}\uFFFF\u0001`.slice(0, 128));
    await tickets.send([{ ticket, delayMs: 0 }]);
    expect(ticketsIn(await queues.takeAll(judge))).toEqual([ticket]);
    expect(log.lines).toEqual([]);
  });

  test('that are delayed arrive after the others, and not before their time', async () => {
    const { judge, tickets } = await ticketQueue();
    await tickets.send([
      { ticket: monitorTicketOf('later'), delayMs: 501 },
      { ticket: monitorTicketOf('much later'), delayMs: 10 * 86_400_000 },
      { ticket: monitorTicketOf('now'), delayMs: 0 },
    ]);
    expect(await queues.depth(judge)).toEqual({ visible: 1, delayed: 2, received: 0 });
    expect(ticketsIn(await queues.takeAll(judge))).toEqual([monitorTicketOf('now')]);
    const [late] = await queues.receive(judge, PATIENCE_SECONDS);
    expect(ticketsIn([late!.Body!])).toEqual([monitorTicketOf('later')]);
    const { SentTimestamp, ApproximateFirstReceiveTimestamp } = late!.Attributes!;
    expect(Number(ApproximateFirstReceiveTimestamp) - Number(SentTimestamp)).toBeGreaterThanOrEqual(1_000);
    expect(await queues.depth(judge)).toMatchObject({ visible: 0, delayed: 1 });
  });

  test('of a queue that is not there are left to the sweep', async () => {
    const { judge, log } = await ticketQueue();
    const gone = `${judge.url}-gone`;
    const tickets = new SqsTicketQueue({
      client: queues.sqs,
      monitorQueueUrl: gone,
      deliveryQueueUrl: gone,
      log,
    });
    await tickets.send([{ ticket: monitorTicketOf('m'), delayMs: 0 }]);
    expect(log.lines.map(({ facts }) => facts)).toEqual([
      { type: 'monitor', tickets: 1, errors: ['QueueDoesNotExist'] },
    ]);
  });

  test('that nobody can handle move to the dead letters, whole', async () => {
    const deadLetters = await queues.createQueue();
    const judge = await queues.createRedrivenQueue(deadLetters, 3);
    const log = new RecordingLog();
    const urls = { monitorQueueUrl: judge.url, deliveryQueueUrl: undefined };
    const tickets = [monitorTicketOf('a'), monitorTicketOf('b')];
    await new SqsTicketQueue({ client: queues.sqs, ...urls, log }).send(
      tickets.map((ticket) => ({ ticket, delayMs: 0 })),
    );
    const receives: number[] = [];
    for (let round = 0; round < 4; round++) receives.push((await queues.receive(judge)).length);
    expect(receives).toEqual([1, 1, 1, 0]);
    expect(ticketsIn(await queues.takeAll(deadLetters))).toEqual(tickets);
    expect(await queues.depth(judge)).toEqual({ visible: 0, delayed: 0, received: 0 });
  });
});

test('a notice arrives on the queue of notify', async () => {
  const notify = await queues.createQueue();
  const notice = { kind: 'judging', subject: 'Größe 👩‍👩‍👧‍👦', text: 'half \uD83D\n\uFFFF' } as const;
  const log = new RecordingLog();
  await new SqsOperators({ client: queues.sqs, queueUrl: notify.url, log }).tell(notice);
  expect((await queues.takeAll(notify)).map(readMessage)).toEqual([{ type: 'notice', notice }]);
  expect(log.lines).toHaveLength(1);
});

describe('the topic of transitions', () => {
  const publish = (topicArn: string, transition: Transition): Promise<void> =>
    new SnsTransitionPublisher({ client: queues.sns, topicArn, publicUrl: PUBLIC_URL }).publish(transition);

  const nameOf = ({ kind, id, born, sequence }: Transition) => ({ ref: { kind, id }, born, sequence });

  test('reaches every subscriber with the bare event', async () => {
    const topic = await queues.createTopic();
    const [notify, machine] = [await queues.createQueue(), await queues.createQueue()];
    await queues.subscribe(topic, notify);
    await queues.subscribe(topic, machine);
    const transition = transitionWith({ message: 'disk full' });
    await publish(topic, transition);
    const event = toTransitionEvent(transition, PUBLIC_URL);
    for (const queue of [notify, machine]) {
      const [body = '', ...more] = await queues.takeAll(queue);
      expect(JSON.parse(body)).toEqual(event);
      expect(more).toEqual([]);
      expect(readMessage(body)).toEqual({ type: 'transition', transition: nameOf(transition) });
    }
  });

  test.each(HOSTILE_NAMES.filter((name) => name !== ''))('passes %j on', async (name) => {
    const topic = await queues.createTopic();
    const notify = await queues.createQueue();
    await queues.subscribe(topic, notify);
    const transition = transitionWith({ id: `${name}\uFFFF`, name, message: name, tags: [name] });
    await publish(topic, transition);
    const [body = ''] = await queues.takeAll(notify);
    expect(JSON.parse(body)).toEqual(toTransitionEvent(transition, PUBLIC_URL));
    expect(readMessage(body)).toEqual({ type: 'transition', transition: nameOf(transition) });
  });

  describe('is filtered by', () => {
    test.each([
      ['kind', 'service', 'daemon'],
      ['monitorId', 'payments-api', 'shop'],
      ['from', 'up', 'unknown'],
      ['to', 'down', 'up'],
      ['reason', 'missed', 'overrun'],
      ['severity', 'down', 'recovered'],
    ])('%s', async (attribute, fitting, other) => {
      const topic = await queues.createTopic();
      const [wanted, unwanted] = [await queues.createQueue(), await queues.createQueue()];
      await queues.subscribe(topic, wanted, { [attribute]: [fitting] });
      await queues.subscribe(topic, unwanted, { [attribute]: [other] });
      await publish(topic, transitionWith());
      expect(await queues.takeAll(wanted)).toHaveLength(1);
      expect(await queues.takeAll(unwanted)).toEqual([]);
    });

    test('several of them', async () => {
      const topic = await queues.createTopic();
      const trouble = await queues.createQueue();
      await queues.subscribe(topic, trouble, {
        severity: ['down', 'degraded'],
        monitorId: [{ prefix: 'payments-' }],
      });
      await publish(topic, transitionWith());
      await publish(topic, transitionWith({ id: 'shop' }));
      await publish(topic, transitionWith({ from: 'down', to: 'up', reason: 'recovered', sequence: 8 }));
      const names = (await queues.takeAll(trouble)).map(readMessage);
      expect(names).toEqual([{ type: 'transition', transition: nameOf(transitionWith()) }]);
    });
  });

  test('that is not there rejects', async () => {
    const missing = 'arn:aws:sns:us-east-1:000000000000:nowhere';
    await expect(publish(missing, transitionWith())).rejects.toThrow(
      /^SNS did not take a transition \(NotFound(Exception)?\)$/,
    );
  });
});

test('the topic of the operators tells who subscribes in plain text', async () => {
  const topicArn = await queues.createTopic();
  const mailbox = await queues.createQueue();
  await queues.subscribe(topicArn, mailbox);
  const channel = createOperatorsTopicChannel({ client: queues.sns, topicArn, publicUrl: PUBLIC_URL });
  await channel.send({ type: 'notice', subject: 'We hear nothing', text: 'No canary.' });
  expect(await channel.send({ type: 'transition', transition: transitionWith() })).toMatch(
    /^accepted by SNS as [\w-]+$/,
  );
  const [notice, alert] = await queues.takeAll(mailbox);
  expect(notice).toBe('We hear nothing\n\nNo canary.\n');
  expect(alert).toMatch(/^Payments API is down: .*\n\nCheck that it runs/);
});
