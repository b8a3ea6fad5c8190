import { fitting } from '../../../contracts/http/fit.ts';
import { unavailable } from '../../../contracts/http/http-error.ts';
import { jsonBody } from '../../../contracts/http/json-body.ts';
import { schedulerOf } from '../../../contracts/schedulers/from-core/scheduler.ts';
import { registration } from '../../../contracts/schedulers/schemas/registration.ts';
import { toConfig } from '../../../contracts/schedulers/to-core/config.ts';
import { reconfigure } from '../../../core/monitor/lifecycle.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import { same } from '../../../core/monitor/same.ts';
import { addMonitor, changeMonitor } from '../../../core/paths/manage-monitors.ts';
import { viewOf } from '../../../core/paths/read-fleet.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import { countRegistration } from '../../runtime/count-registration.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { RateLimits } from '../../runtime/rate-limits.ts';
import { refuseOtherKey } from '../../runtime/registered-with.ts';
import type { Runtime } from '../../runtime/runtime.ts';

/** Two who register and remove the same id at the same moment end this at once; more is no accident. */
const MOST_TRIES = 3;

/**
 * `POST /api/v1/schedulers/register`: new, or known and then changed in what is given. It belongs to the writer that
 * registers it first: an admin makes jobs that others run, and nobody shall put an admin's key on their machines.
 */
export const register =
  (runtime: Runtime, limits: RateLimits): Endpoint =>
  async (event, caller) => {
    const at = runtime.clock.now();
    const { scheduler_id, ...fields } = fitting(registration, jsonBody(event));
    const ref = { kind: 'scheduler', id: scheduler_id } as const;
    const owner = caller.admin ? undefined : caller.keyId;
    countRegistration(limits, ref, caller.keyId, at);
    const answer = (status: 200 | 201, monitor: Monitor, headers?: Record<string, string>) =>
      jsonAnswer(status, { success: true, ...schedulerOf(viewOf(monitor, at), at, true) }, headers);
    const change = (monitor: Monitor): Monitor => {
      refuseOtherKey(monitor, caller);
      const config = toConfig(scheduler_id, fields, monitor.config);
      const keyId = monitor.keyId ?? owner;
      // Registered at every run, it costs no write.
      if (keyId === monitor.keyId && same(config, monitor.config)) return monitor;
      return reconfigure(monitor, config, keyId, at);
    };
    for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
      const known = await changeMonitor(runtime, ref, change, at);
      if (known) return answer(200, known);
      const config = toConfig(scheduler_id, fields);
      const added = await addMonitor(runtime, ref, config, owner, at);
      if (added) {
        return answer(201, added, { location: `/api/v1/schedulers/${encodeURIComponent(scheduler_id)}` });
      }
    }
    throw unavailable('It was registered and removed at the same moment; please send this again');
  };
