import { watchedDaemonOf } from '../../../contracts/daemons/from-core/daemon.ts';
import { unknownDaemon } from '../../../contracts/daemons/words.ts';
import { close, pause, resume } from '../../../core/monitor/lifecycle.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import { changeMonitor } from '../../../core/paths/manage-monitors.ts';
import { viewOf } from '../../../core/paths/read-fleet.ts';
import { emptyAnswer, jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint, HttpEvent } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { daemonInPath } from './daemon-in-path.ts';

type Move = (monitor: Monitor, at: number) => Monitor;

/** `DELETE /api/daemon/{daemonId}`: not watched any more from now on; its heartbeats are answered 404. */
export const removeDaemon =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    await moved(runtime, event, close, runtime.clock.now());
    return emptyAnswer();
  };

/** `POST .../pause`: heard, but nobody is alerted. */
export const pauseDaemon = (runtime: Runtime): Endpoint => shownAfter(runtime, pause);

/** `POST .../resume`: watched again, counting from now. */
export const resumeDaemon = (runtime: Runtime): Endpoint => shownAfter(runtime, resume);

const shownAfter =
  (runtime: Runtime, move: Move): Endpoint =>
  async (event) => {
    const at = runtime.clock.now();
    return jsonAnswer(200, watchedDaemonOf(viewOf(await moved(runtime, event, move, at), at), at));
  };

/** @throws HttpError 404, StoreUnavailable */
async function moved(runtime: Runtime, event: HttpEvent, move: Move, at: number): Promise<Monitor> {
  const after = await changeMonitor(runtime, daemonInPath(event), (monitor) => move(monitor, at), at);
  if (!after) throw unknownDaemon();
  return after;
}
