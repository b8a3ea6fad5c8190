import { watchedDaemonOf } from '../../../contracts/daemons/from-core/daemon.ts';
import { figuresOver } from '../../../contracts/daemons/from-core/figures.ts';
import { heartbeatLines } from '../../../contracts/daemons/from-core/heartbeats.ts';
import { heartbeatsQuery, MOST_HEARTBEATS } from '../../../contracts/daemons/schemas/daemon.ts';
import { unknownDaemon } from '../../../contracts/daemons/words.ts';
import { fitting } from '../../../contracts/http/fit.ts';
import { momentOf } from '../../../contracts/http/moment.ts';
import type { Monitor } from '../../../core/monitor/monitor.ts';
import type { MonitorRef } from '../../../core/monitor/ref.ts';
import { viewOf } from '../../../core/paths/read-fleet.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { daemonInPath } from './daemon-in-path.ts';

/** The heartbeats that figures are made of: those of an hour, if they come no faster than each 15 s. */
const FIGURES_OF_MS = 3_600_000;
const FIGURES_OF_BEATS = 240;

/** `GET /api/daemon/{daemonId}` */
export const readDaemon =
  ({ store, clock }: Runtime): Endpoint =>
  async (event) => {
    const ref = daemonInPath(event);
    const [monitor, beats] = await Promise.all([
      livingDaemon(store, ref),
      store.beats(ref, { limit: FIGURES_OF_BEATS }),
    ]);
    const now = clock.now();
    const since = Math.max(now - FIGURES_OF_MS, monitor.born);
    const recent = beats.filter(({ at }) => at >= since);
    return jsonAnswer(200, {
      ...watchedDaemonOf(viewOf(monitor, now), now),
      figures: figuresOver(recent),
    });
  };

/** `GET /api/daemon/{daemonId}/heartbeats` */
export const readDaemonHeartbeats =
  ({ store }: Runtime): Endpoint =>
  async (event) => {
    const ref = daemonInPath(event);
    const { limit: lines, before: moment } = fitting(heartbeatsQuery, event.queryStringParameters ?? {});
    await livingDaemon(store, ref);
    const limit = lines == null ? MOST_HEARTBEATS : Number(lines);
    const before = moment == null ? undefined : momentOf(moment);
    // One more than shown: it tells whether the page ends within a moment, and what its last line counts from.
    const beats = await store.beats(ref, { limit: limit + 1, before });
    return jsonAnswer(200, { daemonId: ref.id, ...heartbeatLines(beats, limit) });
  };

async function livingDaemon(store: Runtime['store'], ref: MonitorRef): Promise<Monitor> {
  const monitor = await store.read(ref);
  if (!monitor || monitor.status === 'closed') throw unknownDaemon();
  return monitor;
}
