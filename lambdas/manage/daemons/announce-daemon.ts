import { watchedDaemonOf } from '../../../contracts/daemons/from-core/daemon.ts';
import { newDaemon } from '../../../contracts/daemons/schemas/registration.ts';
import { withWatch } from '../../../contracts/daemons/to-core/watch.ts';
import { fitting } from '../../../contracts/http/fit.ts';
import { conflict } from '../../../contracts/http/http-error.ts';
import { jsonBody } from '../../../contracts/http/json-body.ts';
import { addMonitor } from '../../../core/paths/manage-monitors.ts';
import { viewOf } from '../../../core/paths/read-fleet.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';

/** `POST /api/daemon`: known before it first starts. It belongs to the key that it then registers with. */
export const announceDaemon =
  (runtime: Runtime): Endpoint =>
  async (event) => {
    const at = runtime.clock.now();
    const { daemonId, ...given } = fitting(newDaemon, jsonBody(event));
    const ref = { kind: 'daemon', id: daemonId } as const;
    const monitor = await addMonitor(runtime, ref, withWatch(daemonId, given), undefined, at);
    if (!monitor) throw conflict(`The daemon "${daemonId}" exists already`);
    const location = `/api/daemon/${encodeURIComponent(daemonId)}`;
    return jsonAnswer(201, watchedDaemonOf(viewOf(monitor, at), at), { location });
  };
