import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  QueryCommand,
  type QueryCommandOutput,
  ScanCommand,
} from '@aws-sdk/lib-dynamodb';
import type { ItemKey } from '../../contracts/table/keys.ts';
import { TABLE } from '../../contracts/table/shape.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Condition } from './conditions.ts';
import { translated } from './store-errors.ts';

export type Item = Readonly<Record<string, unknown>>;

export interface Query {
  readonly condition: Condition;
  /** Of the due index, which may be slightly stale; else of the table, consistently. */
  readonly due?: boolean;
  readonly newestFirst?: boolean;
  /** Items read at once; DynamoDB ends a page at 1 MB by itself. */
  readonly pageSize: number;
}

export interface TableOptions {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
  readonly clock: Clock;
  /** Each command is given up after this, its repetitions included, ms. */
  readonly timeoutMs: number;
}

/** The names and values of a command; DynamoDB refuses empty ones. */
export function wordsOf(...parts: readonly (Pick<Condition, 'names' | 'values'> | undefined)[]) {
  const names: Record<string, string> = Object.assign({}, ...parts.map((part) => part?.names));
  const values: Record<string, unknown> = Object.assign({}, ...parts.map((part) => part?.values));
  return {
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}

/** Reads of many items of the one table, with its errors in the port's words. */
export class TableReads {
  protected readonly client: DynamoDBDocumentClient;
  protected readonly name: string;
  readonly clock: Clock;
  readonly #timeoutMs: number;

  constructor({ client, name, clock, timeoutMs }: TableOptions) {
    this.client = client;
    this.name = name;
    this.clock = clock;
    this.#timeoutMs = timeoutMs;
  }

  /** Page after page, each with at least one item. */
  query(query: Query): AsyncGenerator<readonly Item[]> {
    return this.#pages(query, {});
  }

  /** As `query`, of each item no more than its key. */
  queryKeys(query: Query): AsyncGenerator<readonly ItemKey[]> {
    return this.#pages(query, { ProjectionExpression: 'pk, sk' });
  }

  async *#pages<T>(query: Query, projection: object): AsyncGenerator<readonly T[]> {
    let start: Record<string, unknown> | undefined;
    do {
      const command = new QueryCommand({
        TableName: this.name,
        KeyConditionExpression: query.condition.expression,
        ...wordsOf(query.condition),
        ...(query.due ? { IndexName: TABLE.dueIndex.name } : { ConsistentRead: true }),
        ...(query.newestFirst && { ScanIndexForward: false }),
        Limit: Math.max(1, query.pageSize),
        ...projection,
        ...(start && { ExclusiveStartKey: start }),
      });
      // Said outright, because the type would lead in a circle.
      const page: QueryCommandOutput = await this.telling(this.client.send(command, this.limit()));
      if (page.Items && page.Items.length > 0) yield page.Items as unknown as T[];
      start = page.LastEvaluatedKey;
    } while (start);
  }

  /** One round: what DynamoDB left over comes back in `left`. At most 100 different keys. */
  async getSome(
    keys: readonly ItemKey[],
  ): Promise<{ readonly items: readonly Item[]; readonly left: readonly ItemKey[] }> {
    const command = new BatchGetCommand({
      RequestItems: { [this.name]: { Keys: keys.map((key) => ({ ...key })), ConsistentRead: true } },
    });
    const answer = await this.telling(this.client.send(command, this.limit()));
    const left = answer.UnprocessedKeys?.[this.name]?.Keys ?? [];
    return { items: answer.Responses?.[this.name] ?? [], left: left as unknown as ItemKey[] };
  }

  /** The keys of all items that fulfil a condition: a walk over the whole table. */
  async *scanKeys(condition: Condition): AsyncGenerator<readonly ItemKey[]> {
    let start: Record<string, unknown> | undefined;
    do {
      const command: ScanCommand = new ScanCommand({
        TableName: this.name,
        FilterExpression: condition.expression,
        ProjectionExpression: 'pk, sk',
        ...wordsOf(condition),
        ...(start && { ExclusiveStartKey: start }),
      });
      const page = await this.telling(this.client.send(command, this.limit()));
      if (page.Items && page.Items.length > 0) yield page.Items as unknown as ItemKey[];
      start = page.LastEvaluatedKey;
    } while (start);
  }

  protected limit(): { abortSignal: AbortSignal } {
    return { abortSignal: AbortSignal.timeout(this.#timeoutMs) };
  }

  protected async telling<T>(sent: Promise<T>): Promise<T> {
    try {
      return await sent;
    } catch (error) {
      throw translated(error);
    }
  }
}
