import { fitting } from '../../../contracts/http/fit.ts';
import { schedulerOf } from '../../../contracts/schedulers/from-core/scheduler.ts';
import { listQuery } from '../../../contracts/schedulers/schemas/scheduler.ts';
import { listFilter } from '../../../contracts/schedulers/to-core/list-filter.ts';
import { listPage } from '../../../core/paths/list-page.ts';
import { viewOf } from '../../../core/paths/read-fleet.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { knownScheduler } from './known-scheduler.ts';

const DEFAULT_LIMIT = 100;

/** `GET /api/v1/schedulers`: in order of id, page by page. */
export const listSchedulers =
  ({ store, clock }: Runtime): Endpoint =>
  async (event, caller) => {
    const now = clock.now();
    const query = fitting(listQuery, event.queryStringParameters ?? {});
    const limit = query.limit == null ? DEFAULT_LIMIT : Number(query.limit);
    const asked = { limit, cursor: query.cursor ?? undefined, matches: listFilter(query) };
    const { items, cursor } = await listPage(store, 'scheduler', asked, now);
    const schedulers = items.map((view) => schedulerOf(view, now, caller.keyId !== undefined));
    return jsonAnswer(200, { schedulers, cursor: cursor ?? null });
  };

/** `GET /api/v1/schedulers/{scheduler_id}` */
export const readScheduler =
  (runtime: Runtime): Endpoint =>
  async (event, caller) => {
    const monitor = await knownScheduler(runtime, event);
    const now = runtime.clock.now();
    return jsonAnswer(200, schedulerOf(viewOf(monitor, now), now, caller.keyId !== undefined));
  };
