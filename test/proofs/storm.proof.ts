import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AlertReceiver } from '../support/alert-receiver.ts';
import { ServerHome, type ServerRun } from '../support/running-server.ts';

const MONITORS = 1_000;
const THRESHOLD_SECONDS = 3;
/** The most messages that one channel may get out of it. */
const MOST_MESSAGES = 20;
const LOOK_EVERY_MS = 50;
const GIVEN_UP_AFTER_MS = 60_000;

let home: ServerHome;
let receivers: { webhook: AlertReceiver; second: AlertReceiver };

beforeEach(async () => {
  receivers = { webhook: await AlertReceiver.open(), second: await AlertReceiver.open() };
  home = new ServerHome({
    ALERT_WEBHOOK_URL: receivers.webhook.url,
    ALLOW_PRIVATE_TARGETS: 'true',
    LOG_LEVEL: 'error',
    RATE_LIMIT: 'off',
  });
  home.writeServices(
    Array.from({ length: MONITORS }, (_, i) => ({
      serviceId: `s-${i}`,
      stalenessThreshold: THRESHOLD_SECONDS,
      tags: [i % 5 === 0 ? 'db-1' : 'web'],
    })),
  );
});

afterEach(async () => {
  await home.remove();
  await Promise.all([receivers.webhook.close(), receivers.second.close()]);
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function asAdmin(server: ServerRun, path: string, method = 'GET', body?: object): Promise<Response> {
  return fetch(server.url + path, {
    method,
    headers: { 'x-api-key': home.adminKey() },
    ...(body && { body: JSON.stringify(body) }),
  });
}

/** Beats of all services at one moment. @returns when they were answered, epoch ms. */
async function beatAll(server: ServerRun): Promise<number> {
  const services = Array.from({ length: MONITORS }, (_, i) => ({ serviceId: `s-${i}` }));
  const response = await fetch(`${server.url}/api/heartbeat`, {
    method: 'POST',
    body: JSON.stringify({ services }),
  });
  expect(response.status).toBe(200);
  const { timestamp } = (await response.json()) as { timestamp: string };
  return Date.parse(timestamp);
}

const deliveriesIn = async (server: ServerRun, status: string): Promise<number> => {
  const response = await asAdmin(server, `/api/deliveries?status=${status}&limit=1000`);
  let count = 0;
  let page = (await response.json()) as { deliveries: unknown[]; cursor: string | null };
  count += page.deliveries.length;
  while (page.cursor) {
    const next = await asAdmin(
      server,
      `/api/deliveries?status=${status}&limit=1000&cursor=${encodeURIComponent(page.cursor)}`,
    );
    page = (await next.json()) as typeof page;
    count += page.deliveries.length;
  }
  return count;
};

describe(`${MONITORS} monitors that go down in the same second`, () => {
  test('are told of in a few messages, all of them recorded', async () => {
    const server = await home.start();
    const { webhook } = receivers;
    const created = await asAdmin(server, '/api/channels', 'POST', {
      id: 'second',
      name: 'Second',
      type: 'webhook',
      config: { url: receivers.second.url },
    });
    expect(created.status).toBe(201);
    const deadline = (await beatAll(server)) + THRESHOLD_SECONDS * 1_000;
    const until = deadline + GIVEN_UP_AFTER_MS;
    while (webhook.messages.length === 0 && Date.now() < until) await pause(LOOK_EVERY_MS);
    const first = webhook.messages[0]!.receivedAt - deadline;
    while ((webhook.told.size < MONITORS || receivers.second.told.size < MONITORS) && Date.now() < until) {
      await pause(LOOK_EVERY_MS);
    }
    const toldAfter =
      Math.max(...Object.values(receivers).map(({ messages }) => messages.at(-1)!.receivedAt)) - deadline;
    while ((await deliveriesIn(server, 'delivered')) < 2 * MONITORS && Date.now() < until)
      await pause(LOOK_EVERY_MS);
    const settledAfter = Date.now() - deadline;
    process.stdout.write(
      `after the deadline of ${MONITORS} monitors: first message ${first} ms, last ${toldAfter} ms, all deliveries seen settled ${settledAfter} ms; ` +
        `${webhook.messages.length} and ${receivers.second.messages.length} messages, at ${webhook.messages.map(({ receivedAt, ids }) => `${receivedAt - deadline} ms (${ids.length})`).join(', ')}\n`,
    );
    for (const receiver of Object.values(receivers)) {
      expect(receiver.told.size).toBe(MONITORS);
      expect(receiver.messages.length).toBeLessThanOrEqual(MOST_MESSAGES);
      expect(receiver.messages.flatMap(({ ids }) => ids)).toHaveLength(MONITORS);
    }
    expect(await deliveriesIn(server, 'delivered')).toBe(2 * MONITORS);
    expect(await deliveriesIn(server, 'pending')).toBe(0);
  }, 120_000);
});
