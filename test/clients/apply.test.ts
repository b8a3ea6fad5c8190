import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ClientWorld, PATIENCE_MS } from './client-world.ts';

const world = new ClientWorld();
const OWN_CHANNEL = { ALERT_SLACK_WEBHOOK_URL: 'https://hooks.example/of-the-settings' };
beforeAll(() => world.open([{ serviceId: 'from-file', name: 'From the file' }], OWN_CHANNEL), PATIENCE_MS);
afterAll(() => world.close());

function fileOf(text: string): string {
  const file = join(world.dir, 'monitors.yaml');
  writeFileSync(file, text);
  return file;
}

const FILE = `
services:
  - { serviceId: web, name: Shop, stalenessThreshold: 300, tags: [shop], apiKey: "env:WEB_KEY" }
  - { serviceId: own-key }
schedulers:
  - { scheduler_id: nightly, schedule: "30 2 * * *", timezone: Europe/Paris, max_runtime_seconds: 7200, key: "env:JOB_KEY" }
daemons:
  - { daemonId: worker, name: Worker, stalenessThreshold: 120 }
applications:
  - { name: Import, expected_interval: 300 }
`;

async function makesAllKinds(): Promise<void> {
  const { key } = await world.api('POST', '/api/v1/keys', { name: 'jobs', role: 'writer' });
  const environment = { WEB_KEY: 'the-key-of-the-shop', JOB_KEY: String(key) };
  const file = fileOf(FILE);

  const plan = await world.run(['apply', file, '--dry-run'], environment);
  expect(plan).toMatchObject({ code: 3, stderr: '' });
  expect(plan.stdout).toContain('+ service web\n    name: "Shop"\n    stalenessThreshold: 300\n');
  expect(plan.stdout).toContain('    apiKey: "(secret)"\n');
  expect(plan.stdout).toContain('5 to create, 0 to change, 0 to delete, 0 unchanged\n');
  expect(await world.get('/api/applications')).toMatchObject({ applications: [] });

  const done = await world.run(['apply', file, '--yes'], environment);
  expect(done).toMatchObject({ code: 0, stderr: '' });
  expect(done.stdout).toMatch(/created service own-key\n {4}apiKey: hbc_\w+/);
  expect(done.stdout).toMatch(/created application Import\n {4}heartbeat_url: http\S+/);
  expect(done.stdout + plan.stdout).not.toContain(String(key));
  expect(done.stdout + plan.stdout).not.toContain('the-key-of-the-shop');
  expect(await world.get('/api/services/web')).toMatchObject({
    name: 'Shop',
    tags: ['shop'],
    requiresKey: true,
  });
  // It belongs to the key that it is registered with.
  const told = await world.run(['send', '-k', 'scheduler', 'nightly', '-s', 'running'], {
    HEARTBEAT_KEY: String(key),
  });
  expect(told).toMatchObject({ code: 0 });

  const again = await world.run(['apply', file, '--yes'], environment);
  expect(again).toMatchObject({ code: 0, stdout: '0 to create, 0 to change, 0 to delete, 5 unchanged\n' });
}

async function changes(): Promise<void> {
  const environment = { WEB_KEY: 'k', JOB_KEY: 'j' };
  const file = fileOf(
    FILE.replace('stalenessThreshold: 300', 'stalenessThreshold: 600')
      .replace('"30 2 * * *"', '"0 3 * * *"')
      .replace('stalenessThreshold: 120', 'stalenessThreshold: 240')
      .replace('expected_interval: 300', 'schedule: "0 4 * * *"'),
  );
  const unasked = await world.run(['apply', file], environment);
  expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining('add --yes') });
  const diffs = [
    '~ service web\n    stalenessThreshold: 300 -> 600\n',
    '~ scheduler nightly\n    schedule: "30 2 * * *" -> "0 3 * * *"\n',
    '~ daemon worker\n    stalenessThreshold: 120 -> 240\n',
    '~ application Import\n    schedule: nothing -> "0 4 * * *"\n',
  ];
  for (const diff of diffs) expect(unasked.stdout).toContain(diff);
  expect(await world.get('/api/services/web')).toMatchObject({ stalenessThreshold: 300 });

  expect(await world.run(['apply', file, '--yes'], environment)).toMatchObject({ code: 0 });
  expect(await world.get('/api/services/web')).toMatchObject({ stalenessThreshold: 600 });
  expect(await world.get('/api/v1/schedulers/nightly')).toMatchObject({
    schedule: '0 3 * * *',
    timezone: 'Europe/Paris',
  });
  // To change it is no sign of life.
  expect(await world.get('/api/daemon/worker')).toMatchObject({
    stalenessThreshold: 240,
    state: 'unknown',
  });
  expect(await world.get('/api/applications')).toMatchObject({ applications: [{ schedule: '0 4 * * *' }] });
}

async function prunes(): Promise<void> {
  const file = fileOf('services:\n  - { serviceId: web }\n');
  const kept = await world.run(['apply', file, '--yes']);
  expect(kept.stdout).toBe('0 to create, 0 to change, 0 to delete, 1 unchanged\n');
  const pruned = await world.run(['apply', file, '--yes', '--prune', '--json']);
  expect(JSON.parse(pruned.stdout)).toEqual([
    { action: 'delete', kind: 'service', id: 'own-key', differences: [], ok: true },
  ]);
  const { services } = await world.get('/api/services');
  expect((services as { serviceId: string }[]).map(({ serviceId }) => serviceId)).toEqual([
    'from-file',
    'web',
  ]);
  expect(await world.get('/api/v1/schedulers/nightly')).toMatchObject({ scheduler_id: 'nightly' });

  const others = await world.run([
    'apply',
    fileOf('services:\n  - { serviceId: from-file, name: Mine }\n'),
    '--yes',
  ]);
  expect(others).toMatchObject({ code: 1, stderr: expect.stringContaining('belongs to services.json') });
}

it(
  'makes all kinds what a file says, then finds nothing to do; shows what changes, and asks; deletes with --prune alone',
  async () => {
    await makesAllKinds();
    await changes();
    await prunes();
  },
  PATIENCE_MS,
);

it(
  'goes on where one is refused, and ends with 1',
  async () => {
    const file = fileOf(
      'services:\n  - { serviceId: "no good" }\n  - { serviceId: good, requireKey: false }\n',
    );
    const ran = await world.run(['apply', file, '--yes']);
    expect(ran).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/service no good: .* answered 400: /),
    });
    expect(await world.get('/api/services/good')).toMatchObject({ serviceId: 'good' });
    await world.api('DELETE', '/api/services/good');
  },
  PATIENCE_MS,
);

it.each([
  ['services: [', 'monitors.yaml: '],
  ['just words', 'should have sections'],
  ['servces: []', 'servces is no section'],
  ['services: { a: 1 }', 'services should be a list'],
  ['services: [{ name: x }]', 'services[0] needs serviceId, a text'],
  ['services: [{ serviceId: a }, { serviceId: a }]', 'services[1] is there twice: a'],
  ['services: [{ serviceId: a, apiKey: "env:NOT_SET" }]', 'services[0].apiKey: NOT_SET is not set'],
  ['services: [{ serviceId: a, enabled: false }]', 'services[0].enabled is no field of a service: there are'],
  [
    'services: [{ serviceId: a, staleness_treshold: 3 }]',
    'services[0].staleness_treshold is no field of a service: is stalenessThreshold meant?',
  ],
  ['daemons: [{ daemonId: a, version: "1" }]', 'daemons[0].version is what the daemon says itself'],
  ['channels: [{ id: a, name: A }]', 'channels[0] needs type, one of email, slack'],
  [
    'channels: [{ id: a, type: slack, config: { webhookurl: x } }]',
    'channels[0].config.webhookurl is no field of a slack channel: is webhook_url meant?',
  ],
])(
  'says what is wrong with the file %j before it asks anybody',
  async (text, words) => {
    const ran = await world.run(['apply', fileOf(text), '--yes']);
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(words) });
  },
  PATIENCE_MS,
);

interface ChannelRow {
  readonly id: string;
  readonly name: string;
  readonly version: number;
}

async function channelsThere(): Promise<readonly ChannelRow[]> {
  const { channels } = await world.get('/api/channels');
  return channels as readonly ChannelRow[];
}

const channelsFile = (name: string, more = '') => `
channels:
  - id: operations
    name: ${name}
    type: slack
    config: { webhook_url: "env:HOOK", channel: "#alerts" }
    wants: { tags: [shop] }
${more}`;

it(
  'channels: made, changed, cleared and deleted; secrets are given when needed and never shown',
  async () => {
    const environment = { HOOK: 'https://hooks.example/secret' };
    const extra = '  - { id: extra, name: Extra, type: ntfy, config: { url: "env:HOOK", token: tk_1 } }\n';
    const file = fileOf(channelsFile('Operations', extra));
    const made = await world.run(['apply', file, '--yes'], environment);
    expect(made).toMatchObject({ code: 0, stderr: '' });
    expect(made.stdout).toContain('    config.webhook_url: "(secret)"\n');
    expect(await channelsThere()).toMatchObject([
      { id: 'extra', secrets: ['token', 'url'] },
      {
        id: 'operations',
        config: { channel: '#alerts' },
        secrets: ['webhook_url'],
        wants: { tags: ['shop'] },
      },
      { id: 'slack', source: 'settings' },
    ]);
    const same = await world.run(['apply', file, '--yes'], environment);
    expect(same.stdout).toBe('0 to create, 0 to change, 0 to delete, 2 unchanged\n');

    const anew = await world.run(['apply', file, '--secrets', '--yes'], environment);
    expect(anew.stdout).toContain('~ channel operations\n    config.webhook_url: "(secret)" -> "(secret)"\n');
    expect(anew.code).toBe(0);

    const cleared = fileOf(
      channelsFile('Operations', extra.replace('tk_1', 'null')).replace('"#alerts"', 'null'),
    );
    expect(await world.run(['apply', cleared, '--yes'], environment)).toMatchObject({ code: 0, stderr: '' });
    expect(await channelsThere()).toMatchObject([
      { id: 'extra', secrets: ['url'] },
      { id: 'operations', config: expect.not.objectContaining({ channel: '#alerts' }) },
      { id: 'slack' },
    ]);

    const renamed = fileOf(channelsFile('Night watch', '  - { id: slack, name: Mine, type: slack }\n'));
    const changed = await world.run(['apply', renamed, '--yes', '--prune'], environment);
    expect(changed.stdout).toContain('    name: "Operations" -> "Night watch"\n');
    expect(changed.stdout).toContain('- channel extra\n');
    expect(changed).toMatchObject({
      code: 1,
      stderr: 'heartbeat: channel slack belongs to the settings of the server: change it there\n',
    });
    expect(await channelsThere()).toMatchObject([{ id: 'operations', name: 'Night watch' }, { id: 'slack' }]);
    expect(made.stdout + anew.stdout + changed.stdout).not.toContain('hooks.example');
  },
  PATIENCE_MS,
);

it(
  'deletes nothing where what takes its place failed, and makes nothing that names it',
  async () => {
    await world.api('POST', '/api/channels', {
      id: 'old-way',
      name: 'Old way',
      type: 'slack',
      config: { webhook_url: 'https://hooks.example/old' },
    });
    const file = fileOf(`
channels:
  - { id: new-way, name: New way, type: slack, config: { webhook_url: "no address" } }
services:
  - { serviceId: lonely, channels: [new-way] }
  - { serviceId: merry, requireKey: false }
`);
    const ran = await world.run(['apply', file, '--yes', '--prune']);
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('channel old-way: is not deleted, as not all went well');
    expect(ran.stderr).toContain('service lonely: names channel new-way, which failed');
    expect((await channelsThere()).map(({ id }) => id)).toContain('old-way');
    expect(await world.get('/api/services/lonely')).toHaveProperty('error');
    expect(await world.get('/api/services/merry')).toHaveProperty('serviceId', 'merry');
    await world.api('DELETE', '/api/channels/old-way');
    await world.api('DELETE', '/api/services/merry');
  },
  PATIENCE_MS,
);

async function removeApplications(): Promise<void> {
  const { applications } = await world.get('/api/applications');
  for (const { id } of applications as { id: string }[]) await world.api('DELETE', `/api/applications/${id}`);
}

/** In front of the server: takes what is sent there, but keeps the first answer to each `POST` for itself. */
async function losingAnswers(): Promise<{ readonly url: string; readonly posts: string[]; close(): void }> {
  const posts: string[] = [];
  const proxy = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const answer = await fetch(world.server.url + request.url, {
      method: request.method!,
      headers: { authorization: request.headers.authorization! },
      ...(body && { body }),
    });
    const text = await answer.text();
    const isLost = request.method === 'POST' && !posts.includes(body);
    if (request.method === 'POST') posts.push(body);
    response.writeHead(isLost ? 502 : answer.status).end(isLost ? 'Bad Gateway' : text);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const close = () => {
    proxy.closeAllConnections();
    proxy.close();
  };
  return { url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, posts, close };
}

it(
  'makes one alone where the answer was lost, and says where a key was lost with it',
  async () => {
    const proxy = await losingAnswers();
    const file = fileOf(`
services:
  - { serviceId: keyless, requireKey: false }
  - { serviceId: keyed }
applications:
  - { name: Only once, expected_interval: 60 }
`);
    const ran = await world.run(['apply', file, '--yes'], { HEARTBEAT_URL: proxy.url });
    proxy.close();
    expect(proxy.posts).toHaveLength(3);
    expect(ran.stdout).toMatch(/created application Only once\n {4}heartbeat_url: http/);
    expect(ran.stdout).toContain('created service keyless');
    expect(ran).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        'service keyed: it is made, but the answer with its key did not arrive',
      ),
    });
    const { applications } = await world.get('/api/applications?q=Only');
    expect(applications).toHaveLength(1);
    await removeApplications();
    for (const id of ['keyless', 'keyed']) await world.api('DELETE', `/api/services/${id}`);
  },
  PATIENCE_MS,
);

it(
  'names both of two with one name, and changes neither',
  async () => {
    for (const expected_interval of [60, 90]) {
      await world.api('POST', '/api/applications', { name: 'Twin', expected_interval });
    }
    const ran = await world.run([
      'apply',
      fileOf('applications: [{ name: Twin, expected_interval: 30 }]'),
      '--yes',
    ]);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(/more than one application named Twin: \/api\S+ and \/api\S+\./);
    await removeApplications();
  },
  PATIENCE_MS,
);

it(
  'null takes away what can be taken away, and says what cannot',
  async () => {
    const fields = {
      serviceId: 'bare',
      requireKey: false,
      tags: ['x'],
      description: 'words',
      stalenessThreshold: 600,
    };
    await world.api('POST', '/api/services', fields);
    const nulls = fileOf('services: [{ serviceId: bare, tags: null, description: null, ownerEmail: null }]');
    const plan = await world.run(['apply', nulls, '--yes']);
    expect(plan).toMatchObject({ code: 0, stderr: '' });
    expect(plan.stdout).toContain('    tags: ["x"] -> nothing\n    description: "words" -> nothing\n');
    expect(await world.get('/api/services/bare')).toMatchObject({ tags: [], description: null });
    const again = await world.run(['apply', nulls, '--dry-run']);
    expect(again).toMatchObject({ code: 0, stdout: '0 to create, 0 to change, 0 to delete, 1 unchanged\n' });
    const never = await world.run([
      'apply',
      fileOf('services: [{ serviceId: bare, stalenessThreshold: null }]'),
      '--yes',
    ]);
    expect(never).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('stalenessThreshold is 600, and nothing takes it away'),
    });
    await world.api('DELETE', '/api/services/bare');
  },
  PATIENCE_MS,
);

it(
  'a server without channels is named as such',
  async () => {
    const ran = await world.run([
      'apply',
      fileOf('channels: []'),
      '--yes',
      '--url',
      `${world.server.url}/nowhere`,
    ]);
    expect(ran).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('It may be older than this command'),
    });
  },
  PATIENCE_MS,
);
