import type { Transition } from '../../core/monitor/transition.ts';
import { openHttpWorld, type WorldOptions } from '../support/http-world.ts';
import { DAY, HOUR, T0 } from '../support/monitors.ts';

export const STATUS_PAGE = { tags: ['public', 'web'], title: 'Shop <status>' };

/** A private world with a status page, on which a service was down for an hour three days ago. */
export async function publicWorld(options: WorldOptions = {}) {
  const world = await openHttpWorld({
    at: T0,
    dashboardAccess: 'private',
    statusPage: STATUS_PAGE,
    ...options,
  });
  const born = T0 - 10 * DAY;
  const heard = { at: born, born, countFrom: born, lastBeatAt: T0, status: 'up' as const, since: born };
  /** What happened to a service, as judge publishes it. */
  const happened = async (id: string, changes: readonly (readonly [number, 'up' | 'down'])[]) => {
    let [fromSince, from]: readonly [number, Transition['from']] = [born, 'unknown'];
    for (const [i, [at, to]] of changes.entries()) {
      const who = { kind: 'service', id, born, sequence: i + 1, name: id, tags: [] } as const;
      await world.store.countUptime({ ...who, from, to, reason: 'missed', at, fromSince });
      [fromSince, from] = [at, to];
    }
  };
  await world.has({
    ...heard,
    id: 'shop',
    sequence: 3,
    config: { name: 'Shop <b>', tags: ['web', 'secret'] },
  });
  await happened('shop', [
    [born, 'up'],
    [T0 - 3 * DAY, 'down'],
    [T0 - 3 * DAY + HOUR, 'up'],
  ]);
  await world.has({ ...heard, id: 'mail', config: { name: 'Mail', tags: ['web', 'public'] } });
  await world.has({ ...heard, id: 'inside', config: { name: 'Inside', tags: ['secret'] } });
  return { ...world, heard, happened };
}
