import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedAlert {
  readonly receivedAt: number;
  /** Ids of the transitions in it: one, or those of a group. */
  readonly ids: readonly string[];
}

interface AlertEvent {
  readonly id: string;
  readonly data: { readonly transitions?: readonly { readonly id: string }[] };
}

/** A machine that takes every alert at once, and writes down which transitions it was told of. */
export class AlertReceiver {
  readonly messages: ReceivedAlert[] = [];
  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { id, data } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as AlertEvent;
      const ids = data.transitions?.map((transition) => transition.id) ?? [id];
      this.messages.push({ receivedAt: Date.now(), ids });
      response.writeHead(204).end();
    });
  });

  static async open(): Promise<AlertReceiver> {
    const receiver = new AlertReceiver();
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  /** Every transition it was told of, each once. */
  get told(): ReadonlySet<string> {
    return new Set(this.messages.flatMap(({ ids }) => ids));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
