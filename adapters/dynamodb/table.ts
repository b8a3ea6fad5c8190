import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ItemKey } from '../../contracts/table/keys.ts';
import type { Condition } from './conditions.ts';
import { isConditionFailed, translated, wasRepeated } from './store-errors.ts';
import { type Item, TableReads, wordsOf } from './table-reads.ts';

export interface Update {
  readonly expression: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface Written {
  readonly written: boolean;
  /** Not written, but the request was sent again: it may have failed on its own first success. */
  readonly unsure: boolean;
  /** The item as an update left it. */
  readonly item?: Item | undefined;
}

const conditionOf = (condition: Condition | undefined) =>
  condition && { ConditionExpression: condition.expression };

/** The one table, item by item: consistent reads and conditional writes. */
export class Table extends TableReads {
  async get(key: ItemKey): Promise<Item | undefined> {
    const command = new GetCommand({ TableName: this.name, Key: { ...key }, ConsistentRead: true });
    return (await this.telling(this.client.send(command, this.limit()))).Item;
  }

  /** Writes the whole item, if the condition holds. */
  async put(item: Item, condition?: Condition): Promise<Written> {
    const command = new PutCommand({
      TableName: this.name,
      Item: { ...item },
      ...conditionOf(condition),
      ...wordsOf(condition),
    });
    return this.#conditional(async () => {
      await this.client.send(command, this.limit());
      return undefined;
    });
  }

  async update(key: ItemKey, update: Update, condition: Condition, giveBack = false): Promise<Written> {
    const command = new UpdateCommand({
      TableName: this.name,
      Key: { ...key },
      UpdateExpression: update.expression,
      ...conditionOf(condition),
      ...wordsOf(update, condition),
      ...(giveBack && { ReturnValues: 'ALL_NEW' as const }),
    });
    return this.#conditional(async () => (await this.client.send(command, this.limit())).Attributes);
  }

  async remove(key: ItemKey, condition?: Condition): Promise<Written> {
    const command = new DeleteCommand({
      TableName: this.name,
      Key: { ...key },
      ...conditionOf(condition),
      ...wordsOf(condition),
    });
    return this.#conditional(async () => {
      await this.client.send(command, this.limit());
      return undefined;
    });
  }

  async #conditional(write: () => Promise<Item | undefined>): Promise<Written> {
    try {
      return { written: true, unsure: false, item: await write() };
    } catch (error) {
      if (isConditionFailed(error)) return { written: false, unsure: wasRepeated(error) };
      throw translated(error);
    }
  }
}
