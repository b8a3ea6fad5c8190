import { timingSafeEqual } from 'node:crypto';
import { notFound } from '../../contracts/http/http-error.ts';
import { receiveCanary } from '../../contracts/system/routes.ts';
import { hearCanary } from '../../core/paths/listen.ts';
import { emptyAnswer } from '../runtime/answers.ts';
import { type Binding, bind } from '../runtime/endpoint.ts';
import { headerOf } from '../runtime/presented-key.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** `POST /internal/canary`: a heartbeat of our own, on the path that all beats take. */
export const bindCanary = (runtime: Runtime): Binding[] => [
  bind(receiveCanary, async (event) => {
    if (!isOurs(runtime, headerOf(event, 'x-canary-token')))
      throw notFound('There is nothing at this address');
    const { store, clock, settings } = runtime;
    await hearCanary(store, clock.now(), settings.longestCanaryPauseMs);
    return emptyAnswer();
  }),
];

/** Hashes are of one length, and comparing them takes the same time whatever was guessed. */
function isOurs({ hash, settings }: Runtime, token: string | undefined): boolean {
  if (!token || !settings.canaryToken) return false;
  return timingSafeEqual(Buffer.from(hash(token)), Buffer.from(hash(settings.canaryToken)));
}
