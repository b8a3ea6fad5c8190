import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import dynalite from 'dynalite';
import { createClient } from '../../adapters/dynamodb/client.ts';
import { ensureLocalTable } from '../../adapters/dynamodb/local-table.ts';

const ANY_CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
/** The emulator works in the same thread: where it has much to do, connections wait. */
const CONNECT_MS = 60_000;

/** DynamoDB for tests: an emulator in this process, or the endpoint that DYNAMODB_ENDPOINT names. */
export class TestDynamo {
  readonly endpoint: string;
  readonly client: DynamoDBDocumentClient;
  private readonly server: Server | undefined;

  private constructor(endpoint: string, server?: Server) {
    this.endpoint = endpoint;
    this.server = server;
    const credentials = process.env.AWS_ACCESS_KEY_ID ? undefined : ANY_CREDENTIALS;
    const region = process.env.AWS_REGION ?? 'us-east-1';
    this.client = createClient({ endpoint, region, credentials, connectMs: CONNECT_MS });
  }

  static async start(): Promise<TestDynamo> {
    const elsewhere = process.env.DYNAMODB_ENDPOINT;
    if (elsewhere) return new TestDynamo(elsewhere);
    const server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
    // It works in this very thread: after a long turn an idle connection would look old, and be closed just as a
    // request comes in on it.
    server.keepAliveTimeout = 0;
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TestDynamo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, server);
  }

  /** A new empty table. */
  async createTable(): Promise<string> {
    const name = `test-${randomUUID()}`;
    await ensureLocalTable(this.client, name);
    return name;
  }

  async dropTable(name: string): Promise<void> {
    await this.client.send(new DeleteTableCommand({ TableName: name }));
  }

  async stop(): Promise<void> {
    this.client.destroy();
    const { server } = this;
    if (!server) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }
}
