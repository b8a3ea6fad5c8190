import type { Monitor } from '../../core/monitor/monitor.ts';
import type { Transition } from '../../core/monitor/transition.ts';
import { type JudgeDeps, judge } from '../../core/paths/judge.ts';
import { hearCanary } from '../../core/paths/listen.ts';
import { bodyOf, type EventParts } from '../support/http-event.ts';
import { type HttpWorld, openHttpWorld, type WorldOptions } from '../support/http-world.ts';
import { T0 } from '../support/monitors.ts';

export const PATH = '/api/v1/schedulers';
export const ref = (id: string) => ({ kind: 'scheduler' as const, id });
export const iso = (at: number): string => new Date(at).toISOString();

type Body = Record<string, unknown>;

/** A world with a key of each role, in which requests bear the writer's unless the test says otherwise. */
export async function schedulerWorld(options: WorldOptions = {}) {
  return schedulersOf(await openHttpWorld({ at: T0, rateLimit: false, ...options }));
}

export async function schedulersOf(world: HttpWorld) {
  await world.hasKey('the-writer', 'writer');
  await world.hasKey('another-writer', 'writer');
  await world.hasKey('the-admin', 'admin');
  await world.hasKey('the-reader', 'reader');
  await world.hasKey('of-a-service', 'beat');

  /** `key` null: none. */
  const send = async (
    method: string,
    path: string,
    body?: unknown,
    { key = 'the-writer', ...parts }: EventParts & { readonly key?: string | null } = {},
  ) => {
    const headers = key === null ? {} : { 'x-api-key': key };
    const answer = await world.send(method, path, { body, headers, ...parts });
    return { status: answer.statusCode, headers: answer.headers, body: bodyOf(answer) as Body };
  };
  const register = (id: string, fields: Body = {}, key?: string) =>
    send('POST', `${PATH}/register`, { scheduler_id: id, ...fields }, key === undefined ? {} : { key });
  /** A report that must be recorded. */
  const report = async (id: string, status: string, fields: Body = {}) => {
    const answer = await send('PUT', `${PATH}/${id}/status`, { status, ...fields });
    if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const heartbeat = async (id: string, fields: Body = {}) => {
    const answer = await send('POST', `${PATH}/${id}/heartbeat`, fields);
    if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const read = async (id: string) => (await send('GET', `${PATH}/${id}`)).body;
  const runs = async (id: string, query = '') =>
    (await send('GET', `${PATH}/${id}/runs${query}`)).body as { runs: Body[]; current_runs: Body[] } & Body;
  const stored = async (id: string): Promise<Monitor> => (await world.store.read(ref(id)))!;

  const told: Transition[] = [];
  const { store, clock, runtime } = world;
  const deps: JudgeDeps = {
    store,
    clock,
    queue: runtime.queue,
    log: runtime.log,
    settleMs: 0,
    operators: { tell: async () => true },
    publisher: { publish: async (transition) => void told.push(transition) },
    listen: async () => {
      await hearCanary(store, clock.now());
      return true;
    },
  };
  /** Lets time pass until `at`; whenever the scheduler is due, it is judged. */
  const passUntil = async (id: string, at: number): Promise<void> => {
    for (;;) {
      const dueAt = (await store.read(ref(id)))?.dueAt;
      if (dueAt === undefined || dueAt >= at) break;
      clock.set(Math.max(clock.now(), dueAt + 1));
      await judge(deps, { ref: ref(id), dueAt });
    }
    clock.set(at);
  };
  return {
    ...world,
    sendEvent: world.send,
    send,
    register,
    report,
    heartbeat,
    read,
    runs,
    stored,
    told,
    passUntil,
  };
}
