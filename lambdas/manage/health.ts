import { readHealth } from '../../contracts/system/routes.ts';
import { jsonAnswer } from '../runtime/answers.ts';
import { type Binding, bind } from '../runtime/endpoint.ts';
import type { Runtime } from '../runtime/runtime.ts';

/** What a canary may be late beyond the pause that counts as a gap: one slow flush is no broken store. */
const CANARY_SLACK_MS = 2_000;

type Check = 'ok' | 'waiting' | 'failing';

interface Checks {
  readonly store: Check;
  readonly sweep: Check;
}

/** `GET /health`: whether we can store, and whether silence is looked for in time. */
export function bindHealth(runtime: Runtime): Binding[] {
  return [
    bind(readHealth, async () => {
      const checks = await check(runtime).catch((): Checks => ({ store: 'failing', sweep: 'waiting' }));
      const failing = Object.values(checks).includes('failing');
      return jsonAnswer(failing ? 503 : 200, { status: failing ? 'failing' : 'ok', checks });
    }),
  ];
}

async function check({ store, clock, settings }: Runtime): Promise<Checks> {
  const { longestCanaryPauseMs: pause, sweepOverdueMs, watchedSince } = settings;
  // The first sweep and canary after a start have the same time as any other: until then old ones are nobody's fault.
  const isOverdue = (at: number, afterMs: number): boolean =>
    clock.now() - Math.max(at, watchedSince) > afterMs;
  const sweptAt = await store.lastSweepAt();
  const { heardAt = 0 } = (await store.readHearing()).hearing;
  const isSwept = sweptAt !== undefined && clock.now() - sweptAt <= sweepOverdueMs;
  return {
    // A full disk can still be read; where canaries come steadily, each is a durable write.
    store: pause !== undefined && isOverdue(heardAt, pause + CANARY_SLACK_MS) ? 'failing' : 'ok',
    sweep: isSwept ? 'ok' : isOverdue(0, sweepOverdueMs) ? 'failing' : 'waiting',
  };
}
