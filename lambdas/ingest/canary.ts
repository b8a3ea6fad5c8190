import { notFound } from '../../contracts/http/http-error.ts';
import { receiveCanary } from '../../contracts/system/routes.ts';
import { hearCanary } from '../../core/paths/listen.ts';
import { emptyAnswer } from '../runtime/answers.ts';
import { type Binding, bind } from '../runtime/endpoint.ts';
import { presentedKey } from '../runtime/presented-key.ts';
import type { HttpRuntime } from '../runtime/runtime.ts';

/** `POST /internal/canary`: a heartbeat of our own, on the path that all beats take. */
export const bindCanary = ({ store, clock, keys, settings }: HttpRuntime): Binding[] => [
  bind(receiveCanary, async (event) => {
    const { role } = await keys.identify(presentedKey(event));
    if (role !== 'canary') throw notFound('There is nothing at this address');
    await hearCanary(store, clock.now(), settings.longestCanaryPauseMs);
    return emptyAnswer();
  }),
];
