import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ServerHome } from '../support/running-server.ts';
import { TestDynamo } from '../support/test-dynamo.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

let dynamo: TestDynamo;
beforeAll(async () => {
  dynamo = await TestDynamo.start();
});
afterAll(() => dynamo.stop());

describe('npm start with STORE=dynamodb', () => {
  it('makes its table, hears, and after a restart knows what it heard', async () => {
    const tableName = `home-${process.pid}`;
    const home = new ServerHome({
      STORE: 'dynamodb',
      DYNAMODB_ENDPOINT: dynamo.endpoint,
      TABLE_NAME: tableName,
      LOG_LEVEL: 'warn',
    });
    try {
      home.writeServices([{ serviceId: 'payment-api', name: 'Payment API', stalenessThreshold: 300 }]);
      const first = await home.start();
      const answer = await fetch(`${first.url}/api/heartbeat`, {
        method: 'POST',
        body: JSON.stringify({ serviceId: 'payment-api' }),
      });
      expect(answer.status).toBe(200);
      expect(await first.kill('SIGTERM')).toBe(0);

      const second = await home.start();
      const status = await (await fetch(`${second.url}/api/status`)).json();
      expect(status).toMatchObject({ services: [{ serviceId: 'payment-api', status: 'up' }] });
      expect((await fetch(`${second.url}/health`)).status).toBe(200);
    } finally {
      await home.remove();
      await dynamo.dropTable(tableName);
    }
  }, 60_000);

  it('tells of a service that falls silent, and of its recovery', async () => {
    const receiver = await WebhookReceiver.open();
    const tableName = `silence-${process.pid}`;
    const home = new ServerHome({
      STORE: 'dynamodb',
      DYNAMODB_ENDPOINT: dynamo.endpoint,
      TABLE_NAME: tableName,
      ALERT_WEBHOOK_URL: receiver.url,
      ALLOW_PRIVATE_TARGETS: 'true',
    });
    try {
      home.writeServices([{ serviceId: 'shop', name: 'Shop', stalenessThreshold: 2 }]);
      const server = await home.start();
      const beat = () =>
        fetch(`${server.url}/api/heartbeat`, { method: 'POST', body: '{"serviceId": "shop"}' });
      await beat();
      const down = await receiver.next((event) => event.data.to === 'down', 20_000);
      expect(down).toMatchObject({ subject: 'service/shop', data: { reason: 'missed' } });
      await beat();
      const up = await receiver.next((event) => event.data.to === 'up', 20_000);
      expect(up.id).toBe(down.id.replace(/\d+$/, '3'));
      expect(receiver.events).toHaveLength(2);
    } finally {
      await home.remove();
      await receiver.close();
      await dynamo.dropTable(tableName);
    }
  }, 60_000);

  it('says what to do where the table is nowhere to be reached', async () => {
    const home = new ServerHome({ STORE: 'dynamodb', DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' });
    await expect(home.start()).rejects.toThrow(/could not start: DynamoDB cannot be used \(ECONNREFUSED\)/);
    await home.remove();
  }, 30_000);
});
