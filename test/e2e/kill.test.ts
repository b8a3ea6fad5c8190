import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ServerHome, type ServerRun } from '../support/running-server.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

const ROUNDS = 4;
const SERVICES = 40;
const SENDERS = 8;
/** So many are kept and shown per service. */
const MOST_PER_SERVICE = 90;

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
  home.writeServices([
    ...Array.from({ length: SERVICES }, (_, i) => ({ serviceId: `s-${i}`, stalenessThreshold: 3_600 })),
    ...Array.from({ length: ROUNDS }, (_, i) => ({ serviceId: `trouble-${i}`, stalenessThreshold: 3_600 })),
  ]);
});

afterEach(async () => {
  await home.remove();
  await receiver.close();
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function send(server: ServerRun, body: object): Promise<boolean> {
  try {
    const response = await fetch(`${server.url}/api/heartbeat`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}

/** Beats with a message each, until the server is gone. @returns what was acknowledged, by service. */
function sendUntilKilled(server: ServerRun, acknowledged: Map<string, string[]>) {
  let going = true;
  let n = 0;
  const sender = async (): Promise<void> => {
    while (going) {
      n += 1;
      const serviceId = `s-${n % SERVICES}`;
      const kept = acknowledged.get(serviceId) ?? [];
      if (kept.length >= MOST_PER_SERVICE) return;
      const message = `${server.url} ${n}`;
      if (!(await send(server, { serviceId, message }))) return;
      kept.push(message);
      acknowledged.set(serviceId, kept);
    }
  };
  const senders = Promise.all(Array.from({ length: SENDERS }, sender));
  return async () => {
    going = false;
    await senders;
  };
}

describe('a process that is killed at any moment', () => {
  test('loses nothing that it acknowledged and no alert', async () => {
    const acknowledged = new Map<string, string[]>();
    const troubles: string[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const server = await home.start({ SWEEP_INTERVAL_SECONDS: '1' });
      const stop = sendUntilKilled(server, acknowledged);
      const serviceId = `trouble-${round}`;
      await send(server, { serviceId });
      // The kill comes at once after the acknowledgement: the alert is seldom out by then.
      if (await send(server, { serviceId, status: 'down' })) troubles.push(`service/${serviceId}`);
      await server.kill('SIGKILL');
      await stop();
    }
    const last = await home.start({ SWEEP_INTERVAL_SECONDS: '1' });
    let checked = 0;
    for (const [serviceId, messages] of acknowledged) {
      const response = await fetch(`${last.url}/api/logs?serviceId=${serviceId}&type=heartbeat`, {
        headers: { 'x-api-key': home.adminKey() },
      });
      const { logs } = (await response.json()) as { logs: { message: string | null }[] };
      const kept = new Set(logs.map(({ message }) => message));
      expect(messages.filter((message) => !kept.has(message))).toEqual([]);
      checked += messages.length;
    }
    expect(checked).toBeGreaterThan(0);
    for (const subject of troubles)
      await receiver.next((e) => e.subject === subject && e.data.to === 'down', 60_000);
    process.stdout.write(
      `${ROUNDS} kills: ${checked} acknowledged heartbeats and ${troubles.length} alerts, none lost\n`,
    );
    for (const subject of troubles) {
      expect(new Set(receiver.events.filter((e) => e.subject === subject).map((e) => e.id)).size).toBe(1);
    }
  }, 180_000);

  test('delivers under the same id what was being delivered when it was killed', async () => {
    receiver.answers = false;
    home.writeServices([{ serviceId: 'shop', stalenessThreshold: 3_600 }]);
    const first = await home.start();
    await send(first, { serviceId: 'shop', status: 'down', message: 'disk full' });
    const unanswered = await receiver.next((e) => e.data.to === 'down', 20_000);
    await first.kill('SIGKILL');
    receiver.events.length = 0;
    receiver.answers = true;
    await home.start({ SWEEP_INTERVAL_SECONDS: '1' });
    const told = await receiver.next((e) => e.data.to === 'down', 60_000);
    expect(told).toMatchObject({ id: unanswered.id, data: { message: 'disk full' } });
    await pause(2_000);
    expect(receiver.events).toHaveLength(1);
  }, 120_000);

  test('a process that was suspended for longer than a threshold does not alarm for those who went on', async () => {
    home.writeServices([{ serviceId: 'shop', stalenessThreshold: 2 }]);
    const server = await home.start();
    await send(server, { serviceId: 'shop' });
    server.signal('SIGSTOP');
    await pause(4_500);
    server.signal('SIGCONT');
    // Judge looks at once; the service speaks a little later.
    await pause(700);
    await send(server, { serviceId: 'shop' });
    await pause(1_500);
    expect(receiver.events).toEqual([]);
  }, 60_000);

  test('a quick restart does not alarm for those who had no chance to report meanwhile', async () => {
    home.writeServices([{ serviceId: 'shop', stalenessThreshold: 2 }]);
    const first = await home.start();
    await send(first, { serviceId: 'shop' });
    await first.kill('SIGKILL');
    await pause(1_300);
    const second = await home.start();
    for (let i = 0; i < 10; i++) {
      await send(second, { serviceId: 'shop' });
      await pause(200);
    }
    expect(receiver.events).toEqual([]);
  }, 60_000);

  test('a second process on the same folder says so and leaves the first alone', async () => {
    const first = await home.start();
    await expect(home.start()).rejects.toThrow(/could not start: .*(in use|another)/i);
    expect((await fetch(`${first.url}/health`)).status).toBe(200);
    expect(await first.kill('SIGTERM')).toBe(0);
    expect((await (await home.start()).kill('SIGTERM')) ?? 0).toBe(0);
  }, 60_000);
});
