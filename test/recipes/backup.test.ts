import { cpSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { databaseFile } from '../../adapters/sqlite/connection.ts';
import { Running } from '../clients/client-world.ts';
import { COMPILE_CACHE } from '../support/compile-cache.ts';
import { ServerHome, type ServerRun } from '../support/running-server.ts';
import { until } from '../support/until.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

const COMMAND = fileURLToPath(new URL('../../embedded/backup.ts', import.meta.url));
const PATIENCE_MS = 180_000;
const SENDERS = 4;
const SERVICES = 20;
/** So many are kept and shown per service. */
const MOST_PER_SERVICE = 90;

const homes: ServerHome[] = [];
let receiver: WebhookReceiver;

beforeEach(async () => {
  receiver = await WebhookReceiver.open();
});
afterEach(async () => {
  await Promise.all(homes.splice(0).map((home) => home.remove()));
  await receiver.close();
});

function aHome(services: readonly object[]): ServerHome {
  const home = new ServerHome({
    ALERT_WEBHOOK_URL: receiver.url,
    ALLOW_PRIVATE_TARGETS: 'true',
    LOG_LEVEL: 'error',
    RATE_LIMIT: 'off',
    SWEEP_INTERVAL_SECONDS: '1',
  });
  home.writeServices(services);
  homes.push(home);
  return home;
}

/** As `npm run backup -- target` runs it, beside the server. */
async function backUp(home: ServerHome, target?: string, environment: Record<string, string> = {}) {
  const args = ['--disable-warning=ExperimentalWarning', COMMAND, ...(target ? [target] : [])];
  const env = { ...COMPILE_CACHE, DATA_DIR: './data', ...environment };
  const running = new Running([process.execPath, ...args], env, home.dir);
  const { code, stdout, stderr } = await running.ended;
  return { code, stdout, stderr };
}

/** The steps of docs/recipes/server.md: the backup becomes the data folder of another one. */
const restore = (from: string, home: ServerHome): void =>
  cpSync(from, join(home.dir, 'data'), { recursive: true });

async function send(server: ServerRun, body: object): Promise<void> {
  const response = await fetch(`${server.url}/api/heartbeat`, { method: 'POST', body: JSON.stringify(body) });
  if (response.status !== 200) throw new Error(await response.text());
}

async function api(server: ServerRun, home: ServerHome, method: string, path: string, body?: object) {
  const response = await fetch(server.url + path, {
    method,
    headers: { 'x-api-key': home.adminKey() },
    ...(body && { body: JSON.stringify(body) }),
  });
  return (await response.json()) as Record<string, unknown>;
}

/** Heartbeats with a message each, until told to stop. */
function load(server: ServerRun) {
  const acknowledged = new Map<string, string[]>();
  let going = true;
  let n = 0;
  const sender = async (): Promise<void> => {
    while (going) {
      n += 1;
      const serviceId = `s-${n % SERVICES}`;
      const kept = acknowledged.get(serviceId) ?? [];
      if (kept.length >= MOST_PER_SERVICE) return;
      const message = `beat ${n}`;
      await send(server, { serviceId, message });
      kept.push(message);
      acknowledged.set(serviceId, kept);
    }
  };
  const senders = Promise.all(Array.from({ length: SENDERS }, sender));
  return {
    acknowledged,
    count: () => [...acknowledged.values()].reduce((sum, { length }) => sum + length, 0),
    stop: async () => {
      going = false;
      await senders;
    },
  };
}

const FLEET = Array.from({ length: SERVICES }, (_, i) => ({
  serviceId: `s-${i}`,
  stalenessThreshold: 3_600,
}));

describe('a backup that was made under load', () => {
  it(
    'has every heartbeat that was acknowledged before it began, and opens the secrets of channels',
    async () => {
      const home = aHome(FLEET);
      const server = await home.start();
      const config = { url: receiver.url };
      await api(server, home, 'POST', '/api/channels', { name: 'Team', type: 'webhook', config });
      const { acknowledged, count, stop } = load(server);
      await until(async () => count() >= 200);
      const before = new Map([...acknowledged].map(([id, messages]) => [id, [...messages]]));
      const target = join(home.dir, 'backup');
      expect(await backUp(home, target)).toEqual({
        code: 0,
        stdout: `Backed up ./data to ${target}: the database, admin-key, secret-key, channel-key\n`,
        stderr: '',
      });
      // The server went on meanwhile.
      expect(count()).toBeGreaterThan([...before.values()].flat().length);
      await stop();
      await server.kill('SIGKILL');

      const other = aHome(FLEET);
      restore(target, other);
      const restored = await other.start();
      expect(other.adminKey()).toBe(home.adminKey());
      for (const [serviceId, messages] of before) {
        const { logs } = await api(restored, other, 'GET', `/api/logs?serviceId=${serviceId}&type=heartbeat`);
        const kept = new Set((logs as { message: string }[]).map(({ message }) => message));
        expect(messages.filter((message) => !kept.has(message))).toEqual([]);
      }
      expect(await api(restored, other, 'POST', '/api/channels/team/test')).toMatchObject({ ok: true });
    },
    PATIENCE_MS,
  );

  it(
    'repeats no alert when it is restored, and takes the time away for a gap of our own',
    async () => {
      const services = [
        { serviceId: 'told', stalenessThreshold: 3_600 },
        { serviceId: 'alive', stalenessThreshold: 5 },
        { serviceId: 'gone', stalenessThreshold: 5 },
      ];
      const home = aHome(services);
      const server = await home.start();
      await send(server, { serviceId: 'told' });
      await send(server, { serviceId: 'told', status: 'down' });
      await receiver.next((e) => e.subject === 'service/told' && e.data.to === 'down', 30_000);
      // The receiver's answer is recorded a moment after it was given.
      await until(async () => {
        const { deliveries } = await api(server, home, 'GET', '/api/deliveries?status=delivered');
        return (deliveries as object[]).length > 0;
      });
      for (const serviceId of ['alive', 'gone']) await send(server, { serviceId });
      const target = join(home.dir, 'backup');
      expect(await backUp(home, target)).toMatchObject({ code: 0, stderr: '' });
      await server.kill('SIGKILL');
      receiver.events.length = 0;

      const other = aHome(services);
      restore(target, other);
      // Longer away than either may be silent.
      await pause(6_000);
      const restored = await other.start();
      let speaks = true;
      const speaking = (async () => {
        while (speaks) {
          await send(restored, { serviceId: 'alive' });
          await pause(500);
        }
      })();
      try {
        const told = await receiver.next((e) => e.subject === 'service/gone' && e.data.to === 'down', 60_000);
        expect(told.data.hearingGap).toMatchObject({ to: expect.any(String) });
        expect(receiver.events.map(({ subject }) => subject)).toEqual(['service/gone']);
      } finally {
        speaks = false;
        await speaking;
      }
    },
    PATIENCE_MS,
  );
});

describe('npm run backup', () => {
  it(
    'leaves out nothing that the data folder keeps but the lock, and is for its owner alone',
    async () => {
      const home = aHome([]);
      const server = await home.start();
      const target = join(home.dir, 'deep', 'backup');
      expect((await backUp(home, target)).code).toBe(0);
      const files = readdirSync(target).sort();
      const kept = readdirSync(join(home.dir, 'data')).filter((name) => !/^lock\.db|-(wal|shm)$/.test(name));
      expect(files).toEqual(kept.sort());
      expect(files).toHaveLength(4);
      expect(statSync(target).mode & 0o777).toBe(0o700);
      for (const file of files) expect(statSync(join(target, file)).mode & 0o777).toBe(0o600);
      await server.kill('SIGTERM');
      // Of a server that does not run as well.
      expect(await backUp(home, join(home.dir, 'another'))).toMatchObject({ code: 0, stderr: '' });
      const copy = new DatabaseSync(databaseFile(join(home.dir, 'another')), { readOnly: true });
      expect(copy.prepare('SELECT count(*) AS n FROM keys').get()).toEqual({ n: 2 });
      copy.close();
    },
    PATIENCE_MS,
  );

  it('says in a sentence what is wrong, and leaves nothing half done', async () => {
    const home = aHome([]);
    const target = join(home.dir, 'backup');
    const refused = async (sentence: RegExp, to?: string, environment = {}) => {
      const { code, stdout, stderr } = await backUp(home, to, environment);
      expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
      expect(stderr).toMatch(sentence);
    };
    await refused(/^No backup was made: Name the folder to write/);
    await refused(/^No backup was made: There is no database in \.\/data/, target);
    await refused(/^These settings do not fit:\n {2}STORE must be sqlite or dynamodb\n/, target, {
      STORE: 'tape',
    });
    await refused(/^No backup was made: With STORE=dynamodb/, target, { STORE: 'dynamodb' });
    mkdirSync(join(home.dir, 'data'));
    writeFileSync(join(home.dir, 'data', 'heartbeat.db'), 'no database at all'.repeat(100));
    await refused(/^No backup was made: file is not a database/, target);
    expect(readdirSync(home.dir).sort()).toEqual(['data', 'services.json']);
    mkdirSync(target);
    await refused(/^No backup was made: .*backup is there already/, target);
    expect(existsSync(`${target}.unfinished`)).toBe(false);
  });
});
