import { describe, expect, test } from '@jest/globals';
import { noticeBody, ticketsBody } from '../../adapters/sqs/message-bodies.ts';
import { deliveryTicket, monitorTicket } from '../../core/paths/tickets.ts';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import { createJudgeHandler } from '../../lambdas/judge/handler.ts';
import { aService, MINUTE, T0 } from '../support/monitors.ts';
import { comesAgain, queueEvent } from '../support/queue-event.ts';
import { heardAt, Stage } from '../support/stage.ts';

/** Services that fell silent, and the tickets for them. */
function silent(...ids: string[]) {
  const stage = new Stage();
  const tickets = ids.map((id) => {
    const { kind, dueAt } = stage.put(heardAt(aService({ id, at: T0 }), T0));
    return monitorTicket({ ref: { kind, id }, dueAt: dueAt! });
  });
  stage.clock.set(T0 + 60 * MINUTE);
  return { stage, tickets, handle: createJudgeHandler(stage.judgeDeps) };
}

describe('judge as a function', () => {
  test('judges every ticket of every message', async () => {
    const { stage, tickets, handle } = silent('a', 'b', 'c');
    const [a, b, c] = tickets;
    expect(await handle(queueEvent(ticketsBody([a!, b!]), ticketsBody([c!])))).toEqual(comesAgain());
    expect(['a', 'b', 'c'].map((id) => stage.stored({ kind: 'service', id }).status)).toEqual([
      'down',
      'down',
      'down',
    ]);
  });

  test('gives back only the message that nobody can read', async () => {
    const { stage, tickets, handle } = silent('a');
    const poison = [
      '',
      'null',
      '{"tickets":[{}]}',
      noticeBody({ kind: 'hearing', subject: 's', text: 't' }),
      ticketsBody([deliveryTicket({ transitionId: `service/a/${T0}/1`, channel: 'slack', dueAt: T0 })]),
    ];
    expect(await handle(queueEvent(...poison, ticketsBody(tickets)))).toEqual(comesAgain(0, 1, 2, 3, 4));
    expect(stage.stored({ kind: 'service', id: 'a' }).status).toBe('down');
    expect(stage.errors).toHaveLength(poison.length);
  });

  test('lets a ticket go that fails, since the sweep makes it again, and judges the others', async () => {
    const { stage, tickets, handle } = silent('a', 'b');
    const read = stage.store.read.bind(stage.store);
    stage.store.read = async (ref) => {
      if (ref.id === 'a') throw new StoreUnavailable('The store is out');
      return read(ref);
    };
    expect(await handle(queueEvent(ticketsBody(tickets)))).toEqual(comesAgain());
    expect(stage.errors).toEqual(['A ticket failed; the next sweep makes it again']);
    expect(stage.stored({ kind: 'service', id: 'b' }).status).toBe('down');
    stage.store.read = read;
    await stage.sweep();
    expect(stage.sent.map(({ ticket }) => ticket)).toContainEqual(tickets[0]);
  });

  test('judges a ticket that comes twice once', async () => {
    const { stage, tickets, handle } = silent('a');
    await handle(queueEvent(ticketsBody(tickets), ticketsBody(tickets)));
    await handle(queueEvent(ticketsBody(tickets)));
    expect(stage.stored({ kind: 'service', id: 'a' }).sequence).toBe(1);
  });
});
