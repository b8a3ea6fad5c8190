import type { HeartbeatCentral } from '../src/heartbeat-central.ts';
import type { Schema } from '../src/schema.ts';
import { type Colour, coloured, printable } from './colours.ts';
import { type Flag, type Given, UsageError } from './usage.ts';

type Row = Schema<'Status'>['services'][number];
export interface Fleet {
  readonly summary: Schema<'Status'>['summary'];
  readonly monitors: readonly Row[];
}

const KINDS = ['service', 'scheduler', 'daemon', 'application', 'all'];
const PAGE = 1_000;
/** Of one page. */
const MOST_BYTES = 64_000_000;

export const FLEET_FLAGS: Readonly<Record<string, Flag>> = {
  kind: { type: 'string', short: 'k', value: 'kind', help: `${KINDS.join(', ')}; all by default` },
  tag: { type: 'string', short: 't', value: 'tag', help: 'only with this tag' },
  json: { type: 'boolean', help: 'print JSON' },
};

/** All monitors that are asked for, worst first. @throws HeartbeatProblem of a strict client, UsageError */
export async function readFleet(client: HeartbeatCentral, { flags }: Given): Promise<Fleet> {
  const kind = String(flags.kind ?? 'all');
  if (!KINDS.includes(kind)) throw new UsageError(`--kind ${kind} is none of ${KINDS.join(', ')}`);
  const query = new URLSearchParams({
    kind,
    limit: String(PAGE),
    ...(flags.tag ? { tag: String(flags.tag) } : {}),
  });
  const monitors: Row[] = [];
  for (;;) {
    const outcome = await client.request<Schema<'Status'>>('GET', `/api/status?${query}`, undefined, {
      mostBytes: MOST_BYTES,
    });
    if (!outcome.ok) throw outcome.problem;
    if (!Array.isArray(outcome.body?.services)) {
      throw new Error('/api/status has no services: is this Heartbeat Central?');
    }
    monitors.push(...outcome.body.services);
    if (!outcome.body.cursor) return { summary: outcome.body.summary, monitors };
    query.set('cursor', outcome.body.cursor);
  }
}

const COLOURS: Readonly<Record<string, Colour>> = {
  down: 'red',
  degraded: 'yellow',
  late: 'yellow',
  running: 'blue',
  up: 'green',
};

/** A line for each, as wide as the widest. */
export function showFleet({ summary, monitors }: Fleet, now: number): string {
  const counts = Object.entries(summary)
    .filter(([status, count]) => count > 0 || status === 'total')
    .map(([status, count]) => `${count} ${status}`);
  const rows = monitors.map((one) => [
    one.status,
    one.kind ?? 'service',
    one.id ?? one.serviceId,
    one.name === (one.id ?? one.serviceId) ? '' : one.name,
    one.lastHeartbeat ? `${ago(now - Date.parse(one.lastHeartbeat))} ago` : 'never',
    one.reason + (one.message ? `: ${one.message}` : ''),
  ]);
  const table = [['STATUS', 'KIND', 'ID', 'NAME', 'HEARD', 'WHY'], ...rows].map((row) => row.map(printable));
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  const lines = table.map((row, index) => {
    const cells = row.map((cell, column) =>
      column === row.length - 1 ? cell : cell.padEnd(widths[column]!),
    );
    const colour = index === 0 ? 'grey' : COLOURS[row[0]!];
    if (colour) cells[0] = coloured(cells[0]!, colour);
    return cells.join('  ').trimEnd();
  });
  return `${counts.join(', ')}\n\n${lines.join('\n')}\n`;
}

function ago(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3_600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}
