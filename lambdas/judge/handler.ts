import { readMessage, UnreadableMessage } from '../../adapters/sqs/read-message.ts';
import { subjectOf } from '../../core/monitor/ref.ts';
import { type JudgeDeps, judge } from '../../core/paths/judge.ts';
import type { Due } from '../../core/ports/monitor-store.ts';
import { createQueueHandler, type QueueHandler } from '../runtime/queue-handler.ts';

/** Judges each ticket of each message. */
export const createJudgeHandler = (deps: JudgeDeps): QueueHandler =>
  createQueueHandler({
    log: deps.log,
    handle: async (body) => {
      await Promise.all(monitorsIn(body).map((ticket) => judgeOne(deps, ticket)));
    },
  });

function monitorsIn(body: string): readonly Due[] {
  const message = readMessage(body);
  if (message.type !== 'tickets') throw new UnreadableMessage('Only tickets are judged');
  return message.tickets.map((ticket) => {
    if (ticket.type !== 'monitor') throw new UnreadableMessage('Only monitors are judged');
    return ticket;
  });
}

/**
 * A ticket that fails does not go back to the queue: the sweep makes it again within a minute, and an outage in
 * which each sweep added to what came back would drown the queue.
 */
async function judgeOne(deps: JudgeDeps, ticket: Due): Promise<void> {
  try {
    await judge(deps, ticket);
  } catch (error) {
    const facts = { err: error, monitor: subjectOf(ticket.ref) };
    deps.log.error(facts, 'A ticket failed; the next sweep makes it again');
  }
}
