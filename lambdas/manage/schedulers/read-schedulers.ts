import { cursorOf, positionOf } from '../../../contracts/http/cursor.ts';
import { fitting } from '../../../contracts/http/fit.ts';
import { toFilter, USUALLY_LISTED } from '../../../contracts/http/list-query.ts';
import { schedulerOf } from '../../../contracts/schedulers/from-core/scheduler.ts';
import { listQuery, schedulerPlace } from '../../../contracts/schedulers/schemas/scheduler.ts';
import { matching } from '../../../core/paths/fleet-filter.ts';
import { listPage } from '../../../core/paths/list-page.ts';
import { viewOf } from '../../../core/paths/read-fleet.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { knownScheduler } from './known-scheduler.ts';

const LIST = 'schedulers';

/** `GET /api/v1/schedulers`: in order of id, page by page. */
export const listSchedulers =
  ({ store, clock }: Runtime): Endpoint =>
  async (event, caller) => {
    const now = clock.now();
    const query = fitting(listQuery, event.queryStringParameters ?? {});
    const asked = {
      limit: query.limit == null ? USUALLY_LISTED : Number(query.limit),
      cursor: positionOf(LIST, schedulerPlace, query.cursor)?.[0],
      matches: matching(toFilter(query)),
    };
    const { items, cursor } = await listPage(store, 'scheduler', asked, now);
    const schedulers = items.map((view) => schedulerOf(view, now, caller.keyId !== undefined));
    return jsonAnswer(200, { schedulers, cursor: cursor === undefined ? null : cursorOf(LIST, [cursor]) });
  };

/** `GET /api/v1/schedulers/{scheduler_id}` */
export const readScheduler =
  (runtime: Runtime): Endpoint =>
  async (event, caller) => {
    const monitor = await knownScheduler(runtime, event);
    const now = runtime.clock.now();
    return jsonAnswer(200, schedulerOf(viewOf(monitor, now), now, caller.keyId !== undefined));
  };
