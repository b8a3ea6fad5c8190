import { fitting } from '../../../contracts/http/fit.ts';
import { isoOrNull } from '../../../contracts/http/iso.ts';
import { momentOf } from '../../../contracts/http/moment.ts';
import { currentRunsOf } from '../../../contracts/schedulers/from-core/current-run.ts';
import { runOf } from '../../../contracts/schedulers/from-core/run.ts';
import { runsQuery } from '../../../contracts/schedulers/schemas/run.ts';
import { readRuns } from '../../../core/paths/read-runs.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { knownScheduler } from './known-scheduler.ts';

const DEFAULT_LIMIT = 50;

/** `GET /api/v1/schedulers/{scheduler_id}/runs`: the open ones, and those that are over, newest first. */
export const readSchedulerRuns =
  (runtime: Runtime): Endpoint =>
  async (event, caller) => {
    const query = fitting(runsQuery, event.queryStringParameters ?? {});
    const monitor = await knownScheduler(runtime, event);
    const past = await readRuns(runtime.store, monitor, {
      limit: query.limit == null ? DEFAULT_LIMIT : Number(query.limit),
      before: query.before == null ? undefined : momentOf(query.before),
    });
    return jsonAnswer(200, {
      scheduler_id: monitor.id,
      current_runs: currentRunsOf(monitor, runtime.clock.now()),
      runs: past.runs.map((run) => runOf(run, caller.keyId !== undefined)),
      next: isoOrNull(past.before),
    });
  };
