import { isoOrNull } from '../../contracts/http/iso.ts';
import type { Hearing } from '../../core/monitor/hearing.ts';
import { DAY_MS } from '../../core/monitor/uptime.ts';
import { readDeliveryFigures } from '../../core/paths/delivery-figures.ts';
import { jsonAnswer } from '../runtime/answers.ts';
import type { Endpoint } from '../runtime/endpoint.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { sharedFor } from '../runtime/shared-for.ts';
import { VERSION } from '../runtime/version.ts';
import { readOwnState } from './own-state.ts';

/** On a bad day thousands of deliveries are looked at: not for each screen anew. */
const COUNTED_EVERY_MS = 10_000;

/** `GET /api/system` */
export function readOwnFigures(runtime: Runtime): Endpoint {
  const { store, clock } = runtime;
  const readFigures = sharedFor(clock, COUNTED_EVERY_MS, () => readDeliveryFigures(store, clock.now()));
  return async () => {
    const [own, deliveries] = await Promise.all([readOwnState(runtime), readFigures()]);
    const { pending, failed, oldestPendingAt } = deliveries;
    return jsonAnswer(200, {
      hearing: { heardAt: isoOrNull(own.hearing.heardAt), gap: lastGap(own.hearing, clock.now()) },
      sweep: { at: isoOrNull(own.sweptAt), overdue: own.sweep === 'failing' },
      deliveries: { pending, failed, oldestPendingAt: isoOrNull(oldestPendingAt) },
      store: own.store,
      version: VERSION,
    });
  };
}

function lastGap({ gaps }: Hearing, now: number): object | null {
  const last = gaps.at(-1);
  if (!last || (last.to !== undefined && last.to <= now - DAY_MS)) return null;
  return { from: isoOrNull(last.from), to: isoOrNull(last.to) };
}
