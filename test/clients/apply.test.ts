import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ClientWorld, PATIENCE_MS } from './client-world.ts';

const world = new ClientWorld();
beforeAll(() => world.open([{ serviceId: 'from-file', name: 'From the file' }]), PATIENCE_MS);
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
  - { daemonId: worker, version: "1.0", capabilities: [queue], pollInterval: 5000 }
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
      .replace('version: "1.0"', 'version: "2.0"')
      .replace('expected_interval: 300', 'schedule: "0 4 * * *"'),
  );
  const unasked = await world.run(['apply', file], environment);
  expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining('add --yes') });
  const diffs = [
    '~ service web\n    stalenessThreshold: 300 -> 600\n',
    '~ scheduler nightly\n    schedule: "30 2 * * *" -> "0 3 * * *"\n',
    '~ daemon worker\n    version: "1.0" -> "2.0"\n',
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
  expect(await world.get('/api/daemon/worker')).toMatchObject({ version: '2.0' });
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
])(
  'says what is wrong with the file %j before it asks anybody',
  async (text, words) => {
    const ran = await world.run(['apply', fileOf(text), '--yes']);
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(words) });
  },
  PATIENCE_MS,
);

/** `/api/channels` with the words of its routes, as far as the command uses them. */
class Channels {
  readonly requests: { method: string; url: string; body: Record<string, unknown> }[] = [];
  readonly rows: object[];
  private readonly server: Server;

  constructor(rows: object[]) {
    this.rows = rows;
    this.server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      const isList = request.method === 'GET';
      if (!isList) {
        this.requests.push({
          method: request.method!,
          url: request.url!,
          body: text ? JSON.parse(text) : {},
        });
      }
      response.end(isList ? JSON.stringify({ channels: this.rows, total: 1, cursor: null }) : '{}');
    });
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

it(
  'channels: secrets are compared by whether they are set, and given with whatever changes',
  async () => {
    const own = {
      id: 'operations',
      name: 'Operations',
      type: 'slack',
      source: 'api',
      enabled: true,
      default: false,
      wants: { tags: ['shop'] },
      config: { channel: '#alerts' },
      secrets: ['webhook_url'],
    };
    const gone = { ...own, id: 'gone' };
    const ofSettings = { ...own, id: 'email', type: 'email', source: 'settings', config: {}, secrets: [] };
    const channels = new Channels([ofSettings, gone, own]);
    const environment = { HEARTBEAT_URL: await channels.open(), HOOK: 'https://hooks.example/secret' };
    const text = (name: string) => `
channels:
  - id: operations
    name: ${name}
    type: slack
    config: { webhook_url: "env:HOOK", channel: "#alerts" }
    wants: { tags: [shop] }
`;
    const same = await world.run(['apply', fileOf(text('Operations')), '--yes'], environment);
    expect(same.stdout).toBe('0 to create, 0 to change, 0 to delete, 1 unchanged\n');
    const file = fileOf(text('Night watch'));
    const changed = await world.run(['apply', file, '--yes', '--prune'], environment);
    expect(changed.stdout).toContain(
      '~ channel operations\n    name: "Operations" -> "Night watch"\n- channel gone\n',
    );
    const config = { webhook_url: 'https://hooks.example/secret', channel: '#alerts' };
    expect(channels.requests).toEqual([
      {
        method: 'PUT',
        url: '/api/channels/operations',
        body: { id: 'operations', name: 'Night watch', type: 'slack', config, wants: { tags: ['shop'] } },
      },
      { method: 'DELETE', url: '/api/channels/gone', body: {} },
    ]);
    const anew = await world.run(
      ['apply', fileOf(text('Operations')), '--secrets', '--dry-run'],
      environment,
    );
    expect(anew.stdout).toContain('    config.webhook_url: "(secret)" -> "(secret)"\n');
    expect(changed.stdout + anew.stdout).not.toContain('hooks.example');
    channels.close();
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
