import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ServerHome } from '../support/running-server.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

/** The process of `npm start`, a real receiver, real seconds: the longest wait is bounded, none is asserted. */
const PATIENCE_MS = 20_000;
const THRESHOLD_S = 3;

let home: ServerHome;
let receiver: WebhookReceiver;

beforeEach(async () => {
  receiver = await WebhookReceiver.open();
  home = new ServerHome({
    ALERT_WEBHOOK_URL: receiver.url,
    ALLOW_PRIVATE_TARGETS: 'true',
    LOG_LEVEL: 'warn',
  });
  home.writeServices([
    { serviceId: 'shop', name: 'Shop', stalenessThreshold: THRESHOLD_S },
    { serviceId: 'mail', name: 'Mail', stalenessThreshold: THRESHOLD_S },
    { serviceId: 'slow', name: 'Slow', stalenessThreshold: 3_600 },
  ]);
});

afterEach(async () => {
  await home.remove();
  await receiver.close();
});

async function beat(url: string, body: object): Promise<{ status: number; body: { timestamp: string } }> {
  const response = await fetch(`${url}/api/heartbeat`, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as { timestamp: string } };
}

describe('a service that falls silent', () => {
  test('is told of within seconds of its deadline, and its recovery too', async () => {
    const server = await home.start();
    const { body } = await beat(server.url, { serviceId: 'shop' });
    const down = await receiver.next((e) => e.data.to === 'down', PATIENCE_MS);
    expect(down).toMatchObject({
      type: 'heartbeat-central.monitor.transition.v1',
      subject: 'service/shop',
      data: { from: 'up', to: 'down', reason: 'missed' },
    });
    const deadline = Date.parse(body.timestamp) + THRESHOLD_S * 1_000;
    expect(Date.parse(down.data.at)).toBe(deadline);
    process.stdout.write(`alert ${down.receivedAt - deadline} ms after the deadline\n`);

    await beat(server.url, { serviceId: 'shop' });
    const up = await receiver.next((e) => e.data.to === 'up', PATIENCE_MS);
    expect(up.data).toMatchObject({ from: 'down', reason: 'recovered' });
    expect(up.id).toBe(down.id.replace(/\d+$/, '3'));
    expect(receiver.events).toHaveLength(2);
  }, 60_000);

  test('is still told of, under the same id, when the process is killed between flip and delivery', async () => {
    receiver.status = 503;
    const first = await home.start();
    await beat(first.url, { serviceId: 'shop', status: 'down', message: 'disk full' });
    const refused = await receiver.next((e) => e.data.to === 'down', PATIENCE_MS);
    await first.kill('SIGKILL');
    receiver.events.length = 0;
    receiver.status = 200;
    await home.start({ SWEEP_INTERVAL_SECONDS: '1' });
    const told = await receiver.next((e) => e.data.to === 'down', 3 * PATIENCE_MS);
    expect(told.id).toBe(refused.id);
    expect(told.data.message).toBe('disk full');
  }, 90_000);

  test('is not alarmed for after a restart that took longer than its threshold', async () => {
    const first = await home.start();
    await beat(first.url, { services: ['shop', 'mail'] });
    await first.kill('SIGKILL');
    // Down for longer than the threshold: nobody could have reported.
    await new Promise((resolve) => setTimeout(resolve, THRESHOLD_S * 1_000 + 500));
    const second = await home.start();
    // The last one may be under way when the test ends the server.
    const alive = setInterval(() => void beat(second.url, { serviceId: 'shop' }).catch(() => {}), 500);
    try {
      // The one that speaks again is never alarmed for; the one that stays silent is, and the alert says why so late.
      const down = await receiver.next((e) => e.data.to === 'down', PATIENCE_MS);
      expect(down.subject).toBe('service/mail');
      expect(down.data.hearingGap).toMatchObject({ from: expect.any(String), to: expect.any(String) });
      expect(receiver.events.map((e) => e.subject)).toEqual(['service/mail']);
    } finally {
      clearInterval(alive);
    }
  }, 90_000);

  test('alarms again after it was deleted and created again', async () => {
    const server = await home.start({ ADMIN_API_KEY: 'an-admin-key-of-the-test' });
    const manage = (method: string, path: string, body?: object) =>
      fetch(server.url + path, {
        method,
        headers: { 'x-api-key': 'an-admin-key-of-the-test' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    const service = { serviceId: 'job', name: 'Job', stalenessThreshold: 1, requireKey: false };
    const ids = new Set<string>();
    for (let life = 0; life < 2; life++) {
      receiver.events.length = 0;
      expect((await manage('POST', '/api/services', service)).status).toBe(201);
      expect((await beat(server.url, { serviceId: 'job' })).status).toBe(200);
      const down = await receiver.next((e) => e.data.to === 'down', PATIENCE_MS);
      ids.add(down.id);
      expect((await manage('DELETE', '/api/services/job')).status).toBe(204);
      expect((await beat(server.url, { serviceId: 'job' })).status).toBe(404);
      await receiver.next((e) => e.data.to === 'closed', PATIENCE_MS);
    }
    expect(ids.size).toBe(2);
  }, 90_000);
});
