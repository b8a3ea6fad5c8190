import { schedulerOf } from '../../../contracts/schedulers/from-core/scheduler.ts';
import { close, pause, resume } from '../../../core/monitor/lifecycle.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import type { Identity } from '../../../core/paths/key-ring.ts';
import { changeMonitor } from '../../../core/paths/manage-monitors.ts';
import { viewOf } from '../../../core/paths/read-fleet.ts';
import { emptyAnswer, jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint, HttpEvent } from '../../runtime/endpoint.ts';
import { refuseOtherKey } from '../../runtime/registered-with.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { schedulerInPath, unknownScheduler } from '../../runtime/scheduler-in-path.ts';

type Move = (monitor: Monitor, at: number) => Monitor;

/** `DELETE /api/v1/schedulers/{scheduler_id}`: not watched any more from now on. */
export const removeScheduler =
  (runtime: Runtime): Endpoint =>
  async (event, caller) => {
    await moved(runtime, event, caller, close);
    return emptyAnswer();
  };

/** `POST .../pause`: heard, but neither it nor its runs are judged. */
export const pauseScheduler = (runtime: Runtime): Endpoint => shownAfter(runtime, pause);

/** `POST .../resume`: watched again, counting from now; its open runs too. */
export const resumeScheduler = (runtime: Runtime): Endpoint => shownAfter(runtime, resume);

const shownAfter =
  (runtime: Runtime, move: Move): Endpoint =>
  async (event, caller) => {
    const { after, at } = await moved(runtime, event, caller, move);
    return jsonAnswer(200, schedulerOf(viewOf(after, at), at, true));
  };

/** @throws HttpError 401 for another key than its own or an admin's, 404; StoreUnavailable */
async function moved(
  runtime: Runtime,
  event: HttpEvent,
  caller: Identity,
  move: Move,
): Promise<{ readonly after: Monitor; readonly at: number }> {
  const at = runtime.clock.now();
  const change = (monitor: Monitor): Monitor => {
    refuseOtherKey(monitor, caller);
    return move(monitor, at);
  };
  const after = await changeMonitor(runtime, schedulerInPath(event), change, at);
  if (!after) throw unknownScheduler();
  return { after, at };
}
