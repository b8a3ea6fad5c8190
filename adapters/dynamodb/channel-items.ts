import { channelKey } from '../../contracts/table/keys.ts';
import type { ChannelHealth, ChannelRow } from '../../core/ports/channel-store.ts';
import type { Item } from './table-reads.ts';

/** What people write in any shape stands as text: DynamoDB knows fewer numbers than JSON. */
export const itemOf = ({ id, shown, wants, ...row }: ChannelRow): Item => ({
  ...row,
  ...channelKey(id),
  name: row.name.toWellFormed(),
  leadsTo: row.leadsTo.toWellFormed(),
  shown: JSON.stringify(shown),
  wants: JSON.stringify(wants),
});

export const rowOf = ({ pk: _pk, sk, shown, wants, ...row }: Item): ChannelRow =>
  ({
    ...row,
    id: sk,
    shown: JSON.parse(String(shown)),
    wants: JSON.parse(String(wants)),
  }) as unknown as ChannelRow;

export const healthOf = ({ pk: _pk, sk: _sk, ...health }: Item): ChannelHealth => health as ChannelHealth;
