import { fitting } from '../../../contracts/http/fit.ts';
import { recentAnswer } from '../../../contracts/monitors/from-core/recent.ts';
import { recentQuery, toRefs } from '../../../contracts/monitors/schemas/recent.ts';
import * as paths from '../../../core/paths/read-recent.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import { etagOf } from '../../runtime/etag.ts';
import type { Runtime } from '../../runtime/runtime.ts';

/** `GET /api/recent`. Nothing in it ticks, so that it is sent again only where something happened. */
export const readRecent =
  ({ store }: Runtime): Endpoint =>
  async (event) => {
    const { monitors } = fitting(recentQuery, event.queryStringParameters ?? {});
    const answer = recentAnswer(await paths.readRecent(store, toRefs(monitors)));
    return jsonAnswer(200, answer, { etag: etagOf(answer) });
  };
