import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { createDynamoStore } from '../../adapters/dynamodb/dynamo-store.ts';
import type { Store } from '../../core/ports/store.ts';
import { ManualClock } from './manual-clock.ts';
import { T0 } from './monitors.ts';

export const TABLE_NAME = 'heartbeats';

export interface Sent {
  /** Such as `UpdateCommand`. */
  readonly command: string;
  readonly input: Record<string, unknown>;
}

type Answer = object | Error;

/** A store whose every command is noted and answered as a test says; what is not scripted is answered with `{}`. */
export class ScriptedDynamo {
  readonly clock = new ManualClock(T0);
  readonly sent: Sent[] = [];
  readonly store: Store;
  private readonly answers: Answer[] = [];

  constructor(...answers: readonly Answer[]) {
    this.answers.push(...answers);
    const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'us-east-1' }));
    const mock = mockClient(client);
    mock.onAnyCommand().callsFake((input, _get) => {
      const call = mock.calls().at(-1);
      this.sent.push({ command: String(call?.args[0].constructor.name), input });
      const answer = this.answers.shift() ?? {};
      if (answer instanceof Error) throw answer;
      return answer;
    });
    this.store = createDynamoStore({ client, tableName: TABLE_NAME, clock: this.clock });
  }

  /** What was sent, each without the name of the table. */
  get inputs(): Record<string, unknown>[] {
    return this.sent.map(({ input: { TableName: _table, ...rest } }) => rest);
  }

  get commands(): string[] {
    return this.sent.map(({ command }) => command);
  }
}

/** An error as the SDK rejects with it. */
export const sdkError = (name: string, message = name, attempts = 1): Error =>
  Object.assign(new Error(message), { name, $metadata: { attempts } });
