import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ServerHome, type ServerRun } from '../support/running-server.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

let home: ServerHome;
let receiver: WebhookReceiver;
const sockets: Socket[] = [];

beforeEach(async () => {
  receiver = await WebhookReceiver.open();
  home = new ServerHome({
    ALERT_WEBHOOK_URL: receiver.url,
    ALLOW_PRIVATE_TARGETS: 'true',
    LOG_LEVEL: 'info',
  });
  home.writeServices([{ serviceId: 'shop', stalenessThreshold: 3_600 }]);
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await home.remove();
  await receiver.close();
});

async function connectionTo(server: ServerRun, text: string): Promise<void> {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1').on('error', () => {});
  sockets.push(socket);
  await once(socket, 'connect');
  if (text) socket.write(text);
}

const beat = (server: ServerRun, body: object) =>
  fetch(`${server.url}/api/heartbeat`, { method: 'POST', body: JSON.stringify(body) });

/** A database that was closed has no log beside it; one that was not is recovered at the next start. */
function expectClosedWell(): void {
  const file = join(home.dir, 'data', 'heartbeat.db');
  expect(existsSync(`${file}-wal`)).toBe(false);
  const db = new DatabaseSync(file);
  expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
  db.close();
}

describe('SIGTERM closes the store and ends well', () => {
  test.each([
    ['a silent connection', ''],
    ['half a request', 'POST /api/heartbeat HTTP/1.1\r\nhost: h\r\ncontent-length: 100\r\n\r\nhalf'],
  ])(
    'while %s is open',
    async (_what, text) => {
      const server = await home.start();
      await beat(server, { serviceId: 'shop' });
      await connectionTo(server, text);
      expect(await server.kill('SIGTERM')).toBe(0);
      expect(server.stderr()).toContain('Stopped');
      expectClosedWell();
    },
    60_000,
  );

  test('while a receiver hangs, and the alert is told after the next start', async () => {
    receiver.answers = false;
    const server = await home.start();
    await beat(server, { serviceId: 'shop', status: 'down' });
    const { id } = await receiver.next((e) => e.data.to === 'down', 20_000);
    expect(await server.kill('SIGTERM')).toBe(0);
    expectClosedWell();
    receiver.events.length = 0;
    receiver.answers = true;
    await home.start({ SWEEP_INTERVAL_SECONDS: '1' });
    expect((await receiver.next((e) => e.data.to === 'down', 60_000)).id).toBe(id);
  }, 120_000);
});
