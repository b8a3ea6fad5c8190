import {
  CHANNEL_HEALTH_PARTITION,
  CHANNEL_PARTITION,
  channelHealthKey,
  channelKey,
} from '../../contracts/table/keys.ts';
import { same } from '../../core/monitor/same.ts';
import type { ChannelHealth, ChannelRow, ChannelStore } from '../../core/ports/channel-store.ts';
import { healthOf, itemOf, rowOf } from './channel-items.ts';
import { ABSENT, type Condition, either, PRESENT } from './conditions.ts';
import { partitionAfter } from './partitions.ts';
import type { Table } from './table.ts';

/** A row with a long template is 20 KB: DynamoDB ends a page by itself at 1 MB. */
const PAGE = 100;

const atVersion = (version: number): Condition => ({
  expression: '#version = :replacing',
  names: { '#version': 'version' },
  values: { ':replacing': version },
});

async function listChannels(table: Table): Promise<readonly ChannelRow[]> {
  const rows: ChannelRow[] = [];
  const pages = table.query({ condition: partitionAfter(CHANNEL_PARTITION), pageSize: PAGE });
  for await (const page of pages) rows.push(...page.map(rowOf));
  return rows;
}

async function channel(table: Table, id: string): Promise<ChannelRow | undefined> {
  const item = await table.get(channelKey(id));
  return item && rowOf(item);
}

async function putChannel(table: Table, row: ChannelRow, replacing: number | undefined): Promise<boolean> {
  const condition = replacing === undefined ? ABSENT : atVersion(replacing);
  const { written, unsure } = await table.put(itemOf(row), condition);
  return unsure ? same(await channel(table, row.id), row) : written;
}

/** The row goes first: what is sent to it until then may still note its health. Asked for again, both are gone. */
async function removeChannel(table: Table, id: string): Promise<boolean> {
  const { written, unsure } = await table.remove(channelKey(id), PRESENT);
  await table.remove(channelHealthKey(id));
  return written || unsure;
}

/** Moves one half of the health forward, where it is newer than what is known. */
async function note(
  table: Table,
  id: string,
  [time, word]: readonly ['provedAt', 'provedBy'] | readonly ['failedAt', 'failure'],
  health: ChannelHealth,
): Promise<void> {
  if (health[time] === undefined) return;
  const names = { '#time': time };
  const said = health[word]?.toWellFormed();
  const older = either(
    { expression: 'attribute_not_exists(#time)', names },
    { expression: '#time < :time', names },
  );
  await table.update(
    channelHealthKey(id),
    {
      expression: said === undefined ? 'SET #time = :time REMOVE #word' : 'SET #time = :time, #word = :word',
      names: { ...names, '#word': word },
      values: { ':time': health[time], ...(said !== undefined && { ':word': said }) },
    },
    older,
  );
}

async function channelHealths(table: Table): Promise<ReadonlyMap<string, ChannelHealth>> {
  const healths = new Map<string, ChannelHealth>();
  const pages = table.query({ condition: partitionAfter(CHANNEL_HEALTH_PARTITION), pageSize: PAGE });
  for await (const page of pages) {
    for (const item of page) healths.set(String(item.sk), healthOf(item));
  }
  return healths;
}

/** Channels that people manage, and how all channels are. */
export const channelStore = (table: Table): ChannelStore => ({
  listChannels: () => listChannels(table),
  channel: (id) => channel(table, id),
  putChannel: (row, replacing) => putChannel(table, row, replacing),
  removeChannel: (id) => removeChannel(table, id),
  async noteChannelHealth(id, health) {
    await note(table, id, ['provedAt', 'provedBy'], health);
    await note(table, id, ['failedAt', 'failure'], health);
  },
  channelHealths: () => channelHealths(table),
});
