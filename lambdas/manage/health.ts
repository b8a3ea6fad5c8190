import { readHealth } from '../../contracts/system/routes.ts';
import { jsonAnswer } from '../runtime/answers.ts';
import { type Binding, bind } from '../runtime/endpoint.ts';
import type { Services } from '../runtime/services.ts';

type Check = 'ok' | 'waiting' | 'failing';

interface Checks {
  readonly store: Check;
  readonly sweep: Check;
}

/** `GET /health`: whether we can store, and whether silence is looked for in time. */
export function bindHealth(services: Services): Binding[] {
  const startedAt = services.clock.now();
  return [
    bind(readHealth, async () => {
      const checks = await check(services, startedAt);
      const failing = Object.values(checks).includes('failing');
      return jsonAnswer(failing ? 503 : 200, { status: failing ? 'failing' : 'ok', checks });
    }),
  ];
}

/** The first sweep after a start has the same time as any other: until then the old one is nobody's fault. */
async function check({ store, clock, settings }: Services, startedAt: number): Promise<Checks> {
  try {
    const sweptAt = await store.lastSweepAt();
    const isOverdue = (from: number): boolean => clock.now() - from > settings.sweepOverdueMs;
    if (sweptAt !== undefined && !isOverdue(sweptAt)) return { store: 'ok', sweep: 'ok' };
    return { store: 'ok', sweep: isOverdue(startedAt) ? 'failing' : 'waiting' };
  } catch {
    return { store: 'failing', sweep: 'waiting' };
  }
}
