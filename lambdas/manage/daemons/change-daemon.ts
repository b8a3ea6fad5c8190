import { watchedDaemonOf } from '../../../contracts/daemons/from-core/daemon.ts';
import { changedDaemon } from '../../../contracts/daemons/schemas/registration.ts';
import { withWatch } from '../../../contracts/daemons/to-core/watch.ts';
import { unknownDaemon } from '../../../contracts/daemons/words.ts';
import { fitting } from '../../../contracts/http/fit.ts';
import { misfit } from '../../../contracts/http/http-error.ts';
import { jsonBody } from '../../../contracts/http/json-body.ts';
import { close, pause, reconfigure, resume } from '../../../core/monitor/lifecycle.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import { changeMonitor } from '../../../core/paths/manage-monitors.ts';
import { viewOf } from '../../../core/paths/read-fleet.ts';
import { emptyAnswer, jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint, HttpAnswer, HttpEvent } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { daemonInPath } from './daemon-in-path.ts';

type Move = (monitor: Monitor, at: number) => Monitor;

/** `PUT /api/daemon/{daemonId}`: how it is watched; what is given is changed, the rest is kept. */
export const changeDaemon =
  (runtime: Runtime): Endpoint =>
  (event) => {
    const { id } = daemonInPath(event);
    const { daemonId, ...given } = fitting(changedDaemon, jsonBody(event));
    if (daemonId && daemonId !== id) {
      throw misfit([{ path: 'daemonId', message: 'must be the one in the address' }]);
    }
    return shownAfter(runtime, event, (monitor, at) =>
      reconfigure(monitor, withWatch(id, given, monitor.config), monitor.keyId, at),
    );
  };

/** `DELETE /api/daemon/{daemonId}`: not watched any more from now on; its heartbeats are answered 404. */
export const removeDaemon =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    await moved(runtime, event, close, runtime.clock.now());
    return emptyAnswer();
  };

/** `POST .../pause`: heard, but nobody is alerted. */
export const pauseDaemon =
  (runtime: Runtime): Endpoint =>
  (event) =>
    shownAfter(runtime, event, pause);

/** `POST .../resume`: watched again, counting from now. */
export const resumeDaemon =
  (runtime: Runtime): Endpoint =>
  (event) =>
    shownAfter(runtime, event, resume);

async function shownAfter(runtime: Runtime, event: HttpEvent, move: Move): Promise<HttpAnswer> {
  const at = runtime.clock.now();
  return jsonAnswer(200, watchedDaemonOf(viewOf(await moved(runtime, event, move, at), at), at));
}

/** @throws HttpError 404, StoreUnavailable */
async function moved(runtime: Runtime, event: HttpEvent, move: Move, at: number): Promise<Monitor> {
  const after = await changeMonitor(runtime, daemonInPath(event), (monitor) => move(monitor, at), at);
  if (!after) throw unknownDaemon();
  return after;
}
