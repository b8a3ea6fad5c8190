import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ServerHome, type ServerRun } from '../support/running-server.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

const PATIENCE_MS = 30_000;

let home: ServerHome;
let receiver: WebhookReceiver;

beforeEach(async () => {
  receiver = await WebhookReceiver.open();
  home = new ServerHome({
    ALERT_WEBHOOK_URL: receiver.url,
    ALLOW_PRIVATE_TARGETS: 'true',
    LOG_LEVEL: 'error',
    RATE_LIMIT: 'off',
  });
  home.writeServices([{ serviceId: 'shop', stalenessThreshold: 3_600 }]);
});

afterEach(async () => {
  await home.remove();
  await receiver.close();
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function beat(server: ServerRun): Promise<number> {
  const response = await fetch(`${server.url}/api/heartbeat`, {
    method: 'POST',
    body: JSON.stringify({ serviceId: 'shop', metadata: { log: 'x'.repeat(7_000) } }),
  });
  await response.arrayBuffer();
  return response.status;
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + PATIENCE_MS; !(await holds()); await pause(200))
    if (Date.now() > end) throw new Error('Not within its time');
}

test('a full disk is said by /health, by the log and to the operators, once', async () => {
  const server = await home.start({}, 1_024);
  const health = async () => (await fetch(`${server.url}/health`)).status;
  expect(await health()).toBe(200);
  await until(async () => {
    for (let i = 0; i < 50; i++) if ((await beat(server)) === 503) return true;
    return false;
  });
  await until(async () => (await health()) === 503);
  const notice = await receiver.next((e) => JSON.stringify(e).includes('cannot hear'), PATIENCE_MS);
  expect(notice.type).toContain('notice');
  await pause(3_000);
  expect(receiver.events).toHaveLength(1);
  expect(server.stderr()).toContain('could not be made durable');
}, 120_000);
