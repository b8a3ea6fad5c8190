import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { synthesized } from '../stack/synthesized.ts';
import type { TestQueue } from '../support/test-queues.ts';
import { until } from '../support/until.ts';
import type { Template } from './deployed-template.ts';
import { ADMIN_KEY, EmulatedAws } from './emulated-aws.ts';

let aws: EmulatedAws;
let inbox: TestQueue;
/** What arrived by e-mail so far, as subject lines. */
const mails: string[] = [];

beforeAll(async () => {
  // The functions' own log.
  for (const level of ['info', 'warn', 'error'] as const) jest.spyOn(console, level).mockReturnValue();
  aws = await EmulatedAws.deploy(synthesized().toJSON() as Template);
  inbox = await aws.queues.createQueue();
  const [operators] = aws.template.ofType('AWS::SNS::Topic').find(([id]) => /operators/i.test(id))!;
  await aws.queues.subscribe(aws.template.text({ Ref: operators }), inbox);
  await aws.invoke('sweep');
}, 60_000);
afterEach(() => {
  // What a role does not allow would fail on AWS, whatever came of it here.
  expect(aws.doorman.denied).toEqual([]);
});
afterAll(async () => aws?.stop(), 60_000);

const call = (method: string, path: string, body?: object, key = ADMIN_KEY) =>
  fetch(`${aws.url}${path}`, {
    method,
    headers: { 'x-api-key': key },
    ...(body && { body: JSON.stringify(body) }),
  });

/** A service that must be heard every 2 s. @returns what sends its heartbeat. */
async function watched(serviceId: string): Promise<() => Promise<number>> {
  const added = await call('POST', '/api/services', { serviceId, name: serviceId, stalenessThreshold: 2 });
  expect(added.status).toBe(201);
  const { apiKey } = (await added.json()) as { apiKey: string };
  return async () => (await call('POST', '/api/heartbeat', { serviceId }, apiKey)).status;
}

const statusOf = async (serviceId: string): Promise<string> => {
  const { services } = (await (await call('GET', '/api/status')).json()) as {
    services: { serviceId: string; status: string }[];
  };
  return services.find((one) => one.serviceId === serviceId)!.status;
};

const mailsAbout = async (word: string): Promise<string[]> => {
  mails.push(...(await aws.queues.takeAll(inbox)).map((body) => body.split('\n')[0]!));
  return mails.filter((mail) => mail.includes(word));
};

describe('the stack of the template on emulators', () => {
  test('tells people once when a service falls silent, and once when it is back', async () => {
    const beat = await watched('payment-api');
    expect(await beat()).toBe(200);
    expect(await statusOf('payment-api')).toBe('up');
    await until(async () => (await mailsAbout('payment-api')).length === 1);
    expect(await statusOf('payment-api')).toBe('down');
    expect(await beat()).toBe(200);
    await until(async () => (await mailsAbout('payment-api')).length === 2);
    expect(await mailsAbout('payment-api')).toEqual([
      expect.stringMatching(/^payment-api is down: no heartbeat since /),
      'payment-api is up again',
    ]);
  }, 60_000);

  test('raises one notice and no alarm while ingest is down, and is calm when it is back', async () => {
    const beats = await Promise.all(['a', 'b', 'c'].map((id) => watched(`fleet-${id}`)));
    await Promise.all(beats.map((beat) => beat()));
    aws.ingestIsDown = true;
    for (let sweep = 0; sweep < 4; sweep++) {
      await aws.invoke('sweep');
      await until(async () => (await mailsAbout('cannot hear')).length >= 1);
    }
    // Two windows of silence that is ours.
    const deafUntil = Date.now() + 4_500;
    await until(async () => Date.now() > deafUntil);
    aws.ingestIsDown = false;
    await aws.invoke('sweep');
    expect(await Promise.all(beats.map((beat) => beat()))).toEqual([200, 200, 200]);
    expect(await Promise.all(['a', 'b', 'c'].map((id) => statusOf(`fleet-${id}`)))).toEqual([
      'up',
      'up',
      'up',
    ]);
    expect(await mailsAbout('fleet-')).toEqual([]);
    expect(await mailsAbout('cannot hear')).toHaveLength(1);
  }, 60_000);

  test('puts a message that nobody can read with the dead letters, and works on', async () => {
    const isDead = ([id]: [string, unknown]) => /dead/i.test(id);
    const [judgeId] = aws.template
      .ofType('AWS::SQS::Queue')
      .find(([id]) => /judge/i.test(id) && !isDead([id, 0]))!;
    const [deadId] = aws.template
      .ofType('AWS::SQS::Queue')
      .find(([id]) => /judge/i.test(id) && isDead([id, 0]))!;
    const { url } = aws.queueOf.get(judgeId)!;
    await aws.queues.sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'poison' }));
    await until(async () => (await aws.queues.depth(aws.queueOf.get(deadId)!)).visible === 1);
    const beat = await watched('after-poison');
    await beat();
    await until(async () => (await mailsAbout('after-poison')).length === 1);
  }, 60_000);

  test('lets every dialect, and those who manage and read, do what they may', async () => {
    const done: [call: string, status: number][] = [];
    const ask = async (method: string, path: string, body?: object): Promise<Record<string, string>> => {
      const answer = await call(method, path, body);
      done.push([`${method} ${path}`, answer.status]);
      const text = await answer.text();
      return text.startsWith('{') ? JSON.parse(text) : {};
    };
    await ask('POST', '/api/daemon/register', {
      daemonId: 'worker-1',
      version: '1',
      capabilities: [],
      pollInterval: 5_000,
    });
    await ask('POST', '/api/daemon/heartbeat', { daemonId: 'worker-1', status: 'unhealthy' });
    await ask('POST', '/api/daemon/heartbeat', { daemonId: 'worker-1', status: 'healthy' });
    await ask('POST', '/api/daemon/register', {
      daemonId: 'worker-1',
      version: '2',
      capabilities: [],
      pollInterval: 5_000,
    });
    await ask('GET', '/api/daemon/health');
    await ask('GET', '/api/daemon/worker-1');
    await ask('POST', '/api/v1/schedulers/register', { scheduler_id: 'nightly' });
    for (const status of ['running', 'failed', 'running', 'completed'])
      await ask('PUT', '/api/v1/schedulers/nightly/status', { status });
    await ask('POST', '/api/v1/schedulers/nightly/heartbeat', {});
    await ask('GET', '/api/v1/schedulers/nightly/runs');
    const { id } = await ask('POST', '/api/applications', { name: 'Shop', expected_interval: 60 });
    await ask('POST', `/heartbeat/${id}`);
    await ask('GET', `/heartbeat/${id}`);
    await ask('GET', `/api/applications/${id}/heartbeats`);
    await ask('POST', `/api/applications/${id}/pause`);
    await ask('DELETE', `/api/applications/${id}`);
    const key = await ask('POST', '/api/v1/keys', { name: 'Reader', role: 'reader' });
    await ask('POST', `/api/v1/keys/${key.id}/rotate`, {});
    await ask('GET', '/api/v1/keys');
    await ask('DELETE', `/api/v1/keys/${key.id}`);
    for (const what of ['', '/beats', '/runs', '/transitions', '/uptime'])
      await ask('GET', `/api/monitors/scheduler/nightly${what}`);
    for (const path of ['/api/monitors', '/api/services', '/api/status/history', '/health', '/', '/api/docs'])
      await ask('GET', path);
    for (const path of ['/status', '/assets/main-ABC.js', '/api/occurrences?schedule=@daily'])
      await ask('GET', path);
    await ask('DELETE', '/api/v1/schedulers/nightly');
    await ask('DELETE', '/api/daemon/worker-1');
    expect(done.filter(([, status]) => status >= 300)).toEqual([]);
  }, 60_000);
});
