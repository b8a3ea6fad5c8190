import { registration } from '../../../contracts/daemons/schemas/registration.ts';
import { registeredAtOf, toConfig, toSignOfLife } from '../../../contracts/daemons/to-core/registration.ts';
import { otherDaemonKey } from '../../../contracts/daemons/words.ts';
import { fitting } from '../../../contracts/http/fit.ts';
import { tooFast } from '../../../contracts/http/http-error.ts';
import { jsonBody } from '../../../contracts/http/json-body.ts';
import { type MonitorRef, subjectOf } from '../../../core/monitor/ref.ts';
import type { Identity } from '../../../core/paths/key-ring.ts';
import { registerAlive } from '../../../core/paths/register-alive.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import type { Endpoint } from '../../runtime/endpoint.ts';
import type { RateLimits } from '../../runtime/rate-limits.ts';
import type { Runtime } from '../../runtime/runtime.ts';

/** `POST /api/daemon/register`: a new daemon, or one that starts anew. */
export const registerDaemon =
  (runtime: Runtime, limits: RateLimits): Endpoint =>
  async (event, { keyId, admin }) => {
    const at = runtime.clock.now();
    const given = fitting(registration, jsonBody(event));
    const ref = { kind: 'daemon', id: given.daemonId } as const;
    countAsBeat(limits, ref, keyId, at);
    const outcome = await registerAlive(
      runtime,
      {
        ref,
        credential: { keyId, admin },
        config: (present) => toConfig(given, present?.config, at),
        signal: (present) => toSignOfLife(given, present),
      },
      at,
    );
    if (outcome === 'refused') throw otherDaemonKey();
    const { daemonId } = given;
    return jsonAnswer(201, { success: true, daemonId, registeredAt: registeredAtOf(given, at) });
  };

/** @throws HttpError 429 */
function countAsBeat(limits: RateLimits, ref: MonitorRef, keyId: Identity['keyId'], at: number): void {
  const limited = limits.heartbeat({ subject: subjectOf(ref), keyId, isTrouble: false }, at);
  if (limited) throw tooFast(limited.sentence, limited.waitMs);
}
