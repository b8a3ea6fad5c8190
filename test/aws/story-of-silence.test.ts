import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { answering, httpReceiver, type Received } from '../channels/http-receiver.ts';
import { synthesized } from '../stack/synthesized.ts';
import type { TestQueue } from '../support/test-queues.ts';
import { until } from '../support/until.ts';
import type { Template } from './deployed-template.ts';
import { ADMIN_KEY, EmulatedAws } from './emulated-aws.ts';

const SIGNING_SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const headersOf = ({ headers }: Received) => headers as Record<string, string>;

let aws: EmulatedAws;
let inbox: TestQueue;
/** What arrived by e-mail so far. */
const mails: string[] = [];

beforeAll(async () => {
  // The functions' own log.
  for (const level of ['info', 'warn', 'error'] as const) jest.spyOn(console, level).mockReturnValue();
  const options = { statusPageTags: 'public', statusPageTitle: 'A shop' };
  aws = await EmulatedAws.deploy(synthesized(options).toJSON() as Template);
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
async function watched(serviceId: string, tags: string[] = []): Promise<() => Promise<number>> {
  const service = { serviceId, name: serviceId, stalenessThreshold: 2, tags };
  const added = await call('POST', '/api/services', service);
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

/** The ids of the transitions in what a webhook got, one by one and in groups. */
const idsTold = (received: readonly Received[]): string[] =>
  received.flatMap(({ body }) => {
    const { id, data } = JSON.parse(body) as { id: string; data: { transitions?: { id: string }[] } };
    return data.transitions?.map((one) => one.id) ?? [id];
  });

const newMails = async (): Promise<readonly string[]> => {
  mails.push(...(await aws.queues.takeAll(inbox)));
  return mails;
};

/** The subjects of the mails with this in them. */
const subjectsWith = async (words: string): Promise<string[]> =>
  (await newMails()).map((mail) => mail.split('\n')[0]!).filter((subject) => subject.includes(words));

/** What mails said of a monitor, alone or in the list of a group: other tests may have begun a storm. */
const mailedAbout = async (name: string): Promise<string[]> =>
  (await newMails())
    .flatMap((mail) => mail.split('\n'))
    .filter((line) => line.replace(/^\W+/, '').startsWith(name));

describe('the stack of the template on emulators', () => {
  test('tells people once when a service falls silent, and once when it is back', async () => {
    const beat = await watched('payment-api');
    expect(await beat()).toBe(200);
    expect(await statusOf('payment-api')).toBe('up');
    await until(async () => (await mailedAbout('payment-api')).length === 1);
    expect(await statusOf('payment-api')).toBe('down');
    await until(async () => {
      // It beats as fast as it may, and now and then faster.
      expect([200, 429]).toContain(await beat());
      return (await mailedAbout('payment-api')).length === 2;
    });
    expect(await mailedAbout('payment-api')).toEqual([
      expect.stringMatching(/payment-api(:| is) down.*no heartbeat/),
      expect.stringMatching(/payment-api(:| is) up again/),
    ]);
  }, 60_000);

  test('raises one notice and no alarm while ingest is down, and is calm when it is back', async () => {
    const beats = await Promise.all(['a', 'b', 'c'].map((id) => watched(`fleet-${id}`)));
    await Promise.all(beats.map((beat) => beat()));
    aws.ingestIsDown = true;
    for (let sweep = 0; sweep < 4; sweep++) {
      await aws.invoke('sweep');
      await until(async () => (await subjectsWith('cannot hear')).length >= 1);
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
    expect(await mailedAbout('fleet-')).toEqual([]);
    expect(await subjectsWith('cannot hear')).toHaveLength(1);
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
    await until(async () => (await mailedAbout('after-poison')).length === 1);
  }, 60_000);

  test('tells through a channel that people manage, whose secrets nobody can read but notify', async () => {
    await using receiver = await httpReceiver(answering(200));
    aws.receivers.set('hooks.example.com', `http://127.0.0.1:${receiver.port}`);
    const added = await call('POST', '/api/channels', {
      name: 'Shop hook',
      type: 'webhook',
      config: { url: 'https://hooks.example.com/alerts?token=hush-hush', secret: SIGNING_SECRET },
      wants: { tags: ['shop'] },
    });
    expect(added.status).toBe(201);
    const shown = await (await call('GET', '/api/channels')).text();
    expect(shown).toContain('shop-hook');
    const stored = await aws.contents();
    expect(stored).toContain('kms1.');
    for (const secret of ['hush-hush', SIGNING_SECRET]) {
      expect([secret, (shown + stored).includes(secret)]).toEqual([secret, false]);
    }
    // Notify has not looked at the channels since.
    const tested = await call('POST', '/api/channels/shop-hook/test');
    expect(await tested.json()).toEqual({
      ok: true,
      answer: expect.any(String),
      took_ms: expect.any(Number),
    });
    expect(receiver.received.map(({ path }) => path)).toEqual(['/alerts?token=hush-hush']);
    new Webhook(SIGNING_SECRET).verify(receiver.received[0]!.body, headersOf(receiver.received[0]!));
    expect((await call('POST', '/api/channels/nobody/test')).status).toBe(404);
    await (await watched('till', ['shop']))();
    await until(async () => receiver.received.length === 2);
    expect(JSON.parse(receiver.received[1]!.body)).toMatchObject({
      subject: 'service/till',
      data: { to: 'down' },
    });
    const shownNow = async () => (await call('GET', '/api/channels/shop-hook')).json();
    await until(async () => ((await shownNow()) as { proved: { by: string } }).proved.by === 'delivery');
    expect((await call('DELETE', '/api/channels/shop-hook')).status).toBe(204);
  }, 60_000);

  test('tells that a channel refused its test, and nothing is wrong with us', async () => {
    await using receiver = await httpReceiver(answering(410, {}, 'gone'));
    aws.receivers.set('hooks.example.com', `http://127.0.0.1:${receiver.port}`);
    const config = { url: 'https://hooks.example.com/gone' };
    await call('POST', '/api/channels', {
      id: 'gone',
      name: 'Gone',
      type: 'webhook',
      config,
      wants: { tags: ['nothing'] },
    });
    const tested = await call('POST', '/api/channels/gone/test');
    expect([tested.status, await tested.json()]).toEqual([200, expect.objectContaining({ ok: false })]);
    expect((await call('DELETE', '/api/channels/gone')).status).toBe(204);
  }, 60_000);

  test('tells of thirty deaths at once in a few messages, and of each once', async () => {
    await using receiver = await httpReceiver(answering(200));
    aws.receivers.set('hooks.example.com', `http://127.0.0.1:${receiver.port}`);
    await call('POST', '/api/channels', {
      id: 'storm',
      name: 'Storm',
      type: 'webhook',
      config: { url: 'https://hooks.example.com/storm' },
      wants: { tags: ['rack-1'] },
    });
    // It was added by another process: within ten seconds notify would know it anyway.
    await call('POST', '/api/channels/storm/test');
    receiver.received.length = 0;
    const names = Array.from({ length: 30 }, (_, i) => `rack-1-${i}`);
    const beats = await Promise.all(names.map((name) => watched(name, ['rack-1'])));
    // On a busy machine ingest answers 503 now and then, and is sent it again.
    await Promise.all(beats.map((beat) => until(async () => (await beat()) === 200)));
    // What a busy machine made a function lose, a sweep finds, as it does each minute.
    await until(async () => {
      await aws.invoke('sweep');
      return idsTold(receiver.received).length >= names.length;
    }, 120_000);
    const told = idsTold(receiver.received);
    expect(told.filter((id, i) => told.indexOf(id) !== i)).toEqual([]);
    expect(receiver.received.length).toBeLessThan(15);
    expect((await call('DELETE', '/api/channels/storm')).status).toBe(204);
  }, 150_000);

  test('lets every dialect, and those who manage and read, do what they may', async () => {
    const done: [call: string, status: number][] = [];
    const ask = async (method: string, path: string, body?: object): Promise<Record<string, string>> => {
      const answer = await call(method, path, body);
      done.push([`${method} ${path}`, answer.status]);
      const text = await answer.text();
      return text.startsWith('{') ? JSON.parse(text) : {};
    };
    await ask('POST', '/api/services', { serviceId: 'public-shop', requireKey: false, tags: ['public'] });
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
    await ask('POST', '/api/daemon', { daemonId: 'worker-2', name: 'Worker' });
    await ask('PUT', '/api/daemon/worker-2', { tags: ['queue'] });
    for (const what of ['pause', 'resume']) await ask('POST', `/api/daemon/worker-2/${what}`);
    await ask('DELETE', '/api/daemon/worker-2');
    await ask('GET', '/api/daemon/health');
    await ask('GET', '/api/daemon/worker-1');
    await ask('POST', '/api/v1/schedulers/register', { scheduler_id: 'nightly' });
    for (const status of ['running', 'failed', 'running', 'completed'])
      await ask('PUT', '/api/v1/schedulers/nightly/status', { status });
    await ask('POST', '/api/v1/schedulers/nightly/heartbeat', {});
    await ask('GET', '/api/v1/schedulers/nightly/runs');
    for (const what of ['pause', 'resume']) await ask('POST', `/api/v1/schedulers/nightly/${what}`);
    const { id } = await ask('POST', '/api/applications', { name: 'Shop', expected_interval: 60 });
    await ask('POST', `/heartbeat/${id}`);
    await ask('GET', `/heartbeat/${id}`);
    await ask('GET', `/api/applications/${id}/heartbeats`);
    await ask('POST', `/api/applications/${id}/pause`);
    await ask('DELETE', `/api/applications/${id}`);
    const key = await ask('POST', '/api/v1/keys', { name: 'Reader', role: 'reader' });
    await ask('POST', `/api/v1/keys/${key.id}/rotate`, {});
    const hook = { url: 'https://hooks.example.com/nowhere' };
    await ask('POST', '/api/channels', {
      id: 'ops',
      name: 'Ops',
      type: 'webhook',
      config: hook,
      enabled: false,
    });
    await ask('PUT', '/api/channels/ops', { name: 'Operations' });
    await ask('GET', '/api/channels');
    await ask('GET', '/api/channels/ops');
    await ask('POST', '/api/channels/resolve', { kind: 'scheduler', id: 'nightly', to: 'down' });
    await ask('POST', '/api/channels/email/test');
    await ask('DELETE', '/api/channels/ops');
    await ask('GET', '/api/deliveries');
    await ask('GET', '/api/v1/keys');
    await ask('DELETE', `/api/v1/keys/${key.id}`);
    for (const what of ['', '/beats', '/runs', '/transitions', '/uptime'])
      await ask('GET', `/api/monitors/scheduler/nightly${what}`);
    for (const path of ['/api/monitors', '/api/services', '/api/status/history', '/health', '/', '/api/docs'])
      await ask('GET', path);
    for (const path of [
      '/api/system',
      '/metrics',
      '/api/recent?monitors=scheduler/nightly,daemon/worker-1,service/public-shop',
      '/assets/main-ABC.js',
      '/api/occurrences?schedule=@daily',
    ])
      await ask('GET', path);
    for (const path of ['/status', '/badges/monitors/service/public-shop.svg', '/badges/tags/public.svg'])
      await ask('GET', path);
    await ask('DELETE', '/api/v1/schedulers/nightly');
    await ask('DELETE', '/api/daemon/worker-1');
    expect(done.filter(([, status]) => status >= 300)).toEqual([]);
  }, 60_000);

  test('a browser that logged in with one function is known to the others, until it logs out', async () => {
    const browse = (method: string, path: string, cookie?: string, body?: object) =>
      fetch(`${aws.url}${path}`, {
        method,
        headers: { 'x-heartbeat-session': '1', ...(cookie && { cookie }) },
        ...(body && { body: JSON.stringify(body) }),
      });
    expect((await browse('GET', '/api/status')).status).toBe(401);
    const begun = await browse('POST', '/api/session', undefined, { key: ADMIN_KEY });
    expect(begun.status).toBe(200);
    const cookie = begun.headers.getSetCookie()[0]!.split(';')[0]!;
    expect((await browse('GET', '/api/status', `a=b; ${cookie}`)).status).toBe(200);
    const added = await browse('POST', '/api/services', cookie, { serviceId: 'by-browser' });
    expect(added.status).toBe(201);
    // Another process, with nothing in mind.
    aws.retire('manage');
    expect(await (await browse('GET', '/api/session', cookie)).json()).toMatchObject({ role: 'admin' });
    const ended = await browse('DELETE', '/api/session', cookie);
    expect([ended.status, ended.headers.getSetCookie()]).toEqual([
      204,
      [expect.stringContaining('Max-Age=0')],
    ]);
  }, 60_000);
});
