import { expect, it } from '@jest/globals';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import type { Store } from '../../core/ports/store.ts';
import { bearer } from '../support/http-event.ts';
import { worldOn } from '../support/http-world.ts';
import { overriding } from '../support/intercept.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { MemoryStore } from '../support/memory-store.ts';
import { A_UUID } from '../support/monitors.ts';

it.each([
  ['The store is not available', new StoreUnavailable('The disk is full')],
  ['A request failed unexpectedly', new TypeError('a mistake of ours')],
])('%s: the line names the route and no more of the address', async (sentence, failure) => {
  const clock = new ManualClock();
  const memory = new MemoryStore(clock);
  const broken = overriding<Store>(memory, (method, act) =>
    method === 'keyByHash' || method === 'putKey' || method === 'touchKey'
      ? act
      : () => Promise.reject(failure),
  );
  const world = worldOn(broken, clock);
  const lines: [facts: object, sentence: string][] = [];
  Object.assign(world.runtime.log, { error: (...line: [object, string]) => lines.push(line) });
  await world.hasKey('the-admin', 'admin');
  const requests = [
    ['POST', `/heartbeat/${A_UUID}`, '/heartbeat/{uuid}'],
    ['HEAD', `/heartbeat/${A_UUID}/`, '/heartbeat/{uuid}'],
    ['GET', `/api/applications/${A_UUID}`, '/api/applications/{id}'],
    ['DELETE', `/api/applications/${A_UUID}`, '/api/applications/{id}'],
    ['POST', `/api/applications/${A_UUID}/pause`, '/api/applications/{id}/pause'],
    ['GET', `/api/applications/${A_UUID}/heartbeats?limit=5`, '/api/applications/{id}/heartbeats'],
  ] as const;
  for (const [method, path] of requests) await world.send(method, path, { headers: bearer('the-admin') });
  expect(lines).toEqual(
    requests.map(([method, , route]) => [{ err: failure, requestId: 'request-1', method, route }, sentence]),
  );
  expect(JSON.stringify(lines)).not.toContain(A_UUID);
});
