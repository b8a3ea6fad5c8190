import { toldKey } from '../../contracts/table/keys.ts';
import { timeToLive } from '../../contracts/table/sortable.ts';
import type { MonitorRef } from '../../core/monitor/ref.ts';
import type { Delivery, Told } from '../../core/ports/delivery-store.ts';
import { ABSENT, either, gone } from './conditions.ts';
import { isLiving } from './living.ts';
import type { Table } from './table.ts';

/** No delivery is tried for nearly as long: nothing older than this can still be on its way. */
const KEPT_MS = 90 * 86_400_000;

const NAMES = { '#born': 'born', '#sequence': 'sequence' };

/** Raises what the channel was told of the monitor; never lowers it. */
export async function tell(table: Table, { channel, transition }: Delivery): Promise<void> {
  const { born, sequence, at } = transition;
  const now = Math.floor(table.clock.now() / 1_000);
  const older = either(
    ABSENT,
    gone(now),
    { expression: '#born < :born', names: NAMES, values: { ':born': born } },
    {
      expression: '(#born = :born AND #sequence < :sequence)',
      values: { ':sequence': sequence },
    },
  );
  const key = toldKey(channel, transition);
  await table.put({ ...key, born, sequence, ttl: timeToLive(at + KEPT_MS) }, older);
}

export async function toldOf(table: Table, channel: string, ref: MonitorRef): Promise<Told | undefined> {
  const item = await table.get(toldKey(channel, ref));
  if (!item || !isLiving(item, table.clock.now())) return undefined;
  return { born: Number(item.born), sequence: Number(item.sequence) };
}
