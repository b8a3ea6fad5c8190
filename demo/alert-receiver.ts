import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type AlertEvent, alertLine } from './alert-line.ts';
import type { DemoChannel } from './scenario-shape.ts';

/** Where the demo's channels lead. */
export interface AlertReceiver {
  urlOf(channel: DemoChannel): string;
  close(): Promise<void>;
}

const channelIn = (channels: readonly DemoChannel[], { url }: IncomingMessage): DemoChannel | undefined =>
  channels.find(({ id }) => url === `/${id}`);

function lineOf(channel: DemoChannel, body: string): string {
  const time = new Date().toTimeString().slice(0, 8);
  return `${time}  ${alertLine(JSON.parse(body) as AlertEvent)}  → ${channel.name}`;
}

/**
 * A machine on loopback that answers for each channel as the scenario says, and prints a line for each alert that it
 * takes.
 */
export async function openAlertReceiver(
  channels: readonly DemoChannel[],
  print: (line: string) => void,
): Promise<AlertReceiver> {
  const server = createServer((request, response) => {
    const channel = channelIn(channels, request);
    const answer = (status: number) => response.writeHead(status).end();
    text(request)
      .then(
        (body) => {
          if (!channel) return answer(404);
          if (channel.answers < 300) print(lineOf(channel, body));
          return answer(channel.answers);
        },
        () => answer(400),
      )
      .catch(() => answer(400));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    urlOf: ({ id }) => `http://127.0.0.1:${port}/${id}`,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
