import { readHealth } from '../../contracts/system/routes.ts';
import { jsonAnswer } from '../runtime/answers.ts';
import { type Binding, bind } from '../runtime/endpoint.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { type OwnState, readOwnState } from './own-state.ts';

type Checks = Pick<OwnState, 'store' | 'sweep'>;

/** `GET /health`: whether we can store, and whether silence is looked for in time. */
export function bindHealth(runtime: Runtime): Binding[] {
  return [
    bind(readHealth, async () => {
      const { store, sweep } = await readOwnState(runtime).catch(
        (): Checks => ({ store: 'failing', sweep: 'waiting' }),
      );
      const checks: Checks = { store, sweep };
      const failing = Object.values(checks).includes('failing');
      return jsonAnswer(failing ? 503 : 200, { status: failing ? 'failing' : 'ok', checks });
    }),
  ];
}
