import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { PARTITIONS } from '../../contracts/table/keys.ts';
import type { HeartbeatTable } from './table.ts';

type Action = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem';

interface Grant {
  readonly actions: readonly Action[];
  /** `index`: the due index, and nothing of the table. */
  readonly on: readonly (keyof typeof PARTITIONS)[] | 'index';
}

const may = (actions: readonly Action[], on: Grant['on']): Grant => ({ actions, on });

/**
 * What functions may do with the table, named after the paths that need it. Nobody may scan it, or change it in any
 * other way than item by item.
 */
const RIGHTS = {
  /** A key is looked up, and its last use is written down at most hourly. */
  identifyCallers: [may(['GetItem', 'UpdateItem'], ['keys'])],
  /** The path of a beat. A transition that still waits is put into history before a flip takes its place. */
  recordBeats: [may(['GetItem', 'UpdateItem'], ['monitors']), may(['PutItem'], ['beats', 'transitions'])],
  /** Registration, changes, pause and end of monitors. */
  manageMonitors: [
    may(['GetItem', 'PutItem', 'UpdateItem'], ['monitors']),
    may(['PutItem'], ['transitions']),
  ],
  listMonitors: [may(['Query'], ['monitors'])],
  readUptimes: [may(['BatchGetItem'], ['uptimes'])],
  readHistory: [may(['Query'], ['beats', 'transitions', 'summaries'])],
  /** Keys are issued, listed, rotated and revoked; the system's own are replaced at a deployment. */
  manageKeys: [may(['Query', 'GetItem', 'PutItem', 'DeleteItem'], ['keys'])],
  /** What the system knows of itself: its hearing and its last sweep. */
  keepHearing: [may(['GetItem', 'PutItem'], ['hearing']), may(['PutItem'], ['gaps'])],
  readHearing: [may(['GetItem'], ['hearing']), may(['Query'], ['gaps'])],
  findDue: [may(['Query'], 'index')],
  summarizeFleet: [may(['Query'], ['monitors']), may(['PutItem'], ['summaries'])],
  /** The path of silence: the verdict, the outbox into history and uptime, and the end of what is never named again. */
  judgeMonitors: [
    may(['GetItem', 'UpdateItem'], ['monitors']),
    may(['GetItem', 'PutItem'], ['transitions', 'uptimes']),
    may(['Query', 'DeleteItem'], ['beats', 'transitions', 'uptimes']),
  ],
  /** The path of an alert. The message bears only the transition's name. */
  deliverAlerts: [
    may(['GetItem'], ['transitions']),
    may(['GetItem', 'PutItem'], ['deliveries', 'told']),
    may(['PutItem'], ['deliveryDays']),
    // What was said last before a silence.
    may(['Query'], ['beats']),
  ],
  /** Only these rows say where alerts lead. With a channel goes what is known of its health. */
  manageChannels: [
    may(['Query', 'GetItem', 'PutItem', 'DeleteItem'], ['channels']),
    may(['Query', 'DeleteItem'], ['channelHealth']),
  ],
  readChannels: [may(['Query', 'GetItem'], ['channels'])],
  /** Whoever sends writes down how it went, and can change no channel. */
  noteChannels: [may(['UpdateItem'], ['channelHealth'])],
  readDeliveries: [may(['Query'], ['deliveryDays']), may(['BatchGetItem', 'GetItem'], ['deliveries'])],
  /** One that failed is made pending again; nothing is settled, so nothing is told. */
  retryDeliveries: [may(['GetItem', 'PutItem'], ['deliveries'])],
} as const satisfies Record<string, readonly Grant[]>;

export type TableRight = keyof typeof RIGHTS;

/** The statements of one right. Their names tell in the console of IAM what they are for. */
export const statementsOf = (table: HeartbeatTable, right: TableRight): PolicyStatement[] =>
  RIGHTS[right].map((grant: Grant, i) => {
    const name = `${right[0]!.toUpperCase()}${right.slice(1)}${i || ''}`;
    const actions = grant.actions.map((action) => `dynamodb:${action}`);
    // The partitions of the index are numbers that spread what is due; it holds nothing but keys.
    if (grant.on === 'index')
      return new PolicyStatement({ sid: name, actions, resources: [table.dueIndexArn] });
    return new PolicyStatement({
      sid: name,
      actions,
      resources: [table.tableArn],
      conditions: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': grant.on.map((of) => PARTITIONS[of]) },
      },
    });
  });
