import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedEvent {
  readonly receivedAt: number;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly data: {
    readonly from: string;
    readonly to: string;
    readonly reason: string;
    readonly sequence: number;
    readonly at: string;
    readonly message: string | null;
    readonly hearingGap?: { readonly from: string; readonly to: string | null };
  };
}

/** A machine that subscribes to alerts: keeps what it is sent, and answers as it is told. */
export class WebhookReceiver {
  readonly events: ReceivedEvent[] = [];
  /** What each request is answered with. */
  status = 200;
  /** False: it takes each request and never says anything. */
  answers = true;
  private readonly server: Server;
  private readonly watchers = new Set<() => void>();

  private constructor() {
    this.server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => {
        this.events.push({ ...JSON.parse(body), receivedAt: Date.now() });
        if (this.answers) response.writeHead(this.status).end();
        for (const watcher of this.watchers) watcher();
      });
    });
  }

  static async open(): Promise<WebhookReceiver> {
    const receiver = new WebhookReceiver();
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook?token=hush`;
  }

  /** The first event that fits, come or still to come. */
  next(fits: (event: ReceivedEvent) => boolean, withinMs: number): Promise<ReceivedEvent> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = this.events.find(fits);
        if (!found) return;
        clearTimeout(timeout);
        this.watchers.delete(look);
        resolve(found);
      };
      const timeout = setTimeout(() => {
        this.watchers.delete(look);
        reject(new Error(`No such event within ${withinMs} ms; got ${JSON.stringify(this.events)}`));
      }, withinMs);
      this.watchers.add(look);
      look();
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
