import { registration } from '../../../contracts/daemons/schemas/registration.ts';
import { registeredAtOf, toConfig, toSignOfLife } from '../../../contracts/daemons/to-core/registration.ts';
import { otherDaemonKey } from '../../../contracts/daemons/words.ts';
import { fitting } from '../../../contracts/http/fit.ts';
import { jsonBody } from '../../../contracts/http/json-body.ts';
import { registerAlive } from '../../../core/paths/register-alive.ts';
import { jsonAnswer } from '../../runtime/answers.ts';
import { countRegistration } from '../../runtime/count-registration.ts';
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
    countRegistration(limits, ref, keyId, at);
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
