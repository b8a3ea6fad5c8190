import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import packageJson from '../../package.json' with { type: 'json' };
import { Running } from '../clients/client-world.ts';
import { repositoryFile, textOf } from './doc-blocks.ts';
import { commandOf, problemsOf, valuesOf } from './unit-file.ts';

const PATIENCE_MS = 120_000;
const ROOT = repositoryFile('.');
const NODE = `v${packageJson.devDependencies.node}`;
const folders: string[] = [];
const running: Running[] = [];

afterEach(async () => {
  await Promise.all(
    running.splice(0).map(async ({ child, ended }) => {
      child.kill('SIGKILL');
      await ended;
    }),
  );
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'packaging-'));
  folders.push(folder);
  return folder;
}

/** Starts a server by its own command line. @returns its address, once it listens. */
async function started(command: readonly string[], environment: Record<string, string>, cwd: string) {
  const path = { PATH: `${dirname(process.execPath)}:${process.env.PATH}`, PORT: '0' };
  const server = new Running(command, { ...path, ...environment }, cwd);
  running.push(server);
  await server.said('Send a first heartbeat');
  return { server, url: /listens on (\S+)/.exec(server.stdout)![1]! };
}

/** Each instruction of the Dockerfile on one line. */
const INSTRUCTIONS = textOf('Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n\s*/g, '')
  .split('\n')
  .filter(Boolean)
  .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)] as const);

const last = (instruction: string): string => INSTRUCTIONS.findLast(([name]) => name === instruction)![1];

const imageEnvironment = (): Record<string, string> =>
  Object.fromEntries(
    last('ENV')
      .split(' ')
      .map((pair) => pair.split('=') as [string, string]),
  );

/** What .dockerignore lets through of what is committed. */
function contextFiles(): string[] {
  const [none, ...allowed] = textOf('.dockerignore')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'));
  expect(none).toBe('*');
  const paths = allowed.map((line) => line.slice(1));
  const { stdout } = spawnSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8', maxBuffer: 1e8 });
  return stdout
    .split('\n')
    .filter((file) => paths.some((path) => file === path || file.startsWith(`${path}/`)));
}

describe('the Dockerfile', () => {
  it('is pinned to the very Node of this repository, runs as nobody, and keeps its data in a volume', () => {
    const bases = INSTRUCTIONS.filter(([name]) => name === 'FROM').map(([, base]) => base);
    for (const base of bases)
      expect(base).toMatch(new RegExp(`^node:${NODE.slice(1)}-bookworm-slim( AS packages)?$`));
    expect(last('USER')).toBe('1000:1000');
    expect(last('VOLUME')).toBe('/data');
    expect(imageEnvironment()).toMatchObject({ DATA_DIR: '/data', HOST: '0.0.0.0' });
    // After it nothing is run or copied as root.
    const after = INSTRUCTIONS.slice(INSTRUCTIONS.findIndex(([name]) => name === 'USER')).map(
      ([name]) => name,
    );
    expect(after).toEqual(['USER', 'VOLUME', 'EXPOSE', 'HEALTHCHECK', 'CMD']);
  });

  it('installs what runs in production, and no script of a package is run', () => {
    expect(INSTRUCTIONS.map(([, rest]) => rest)).toContain('npm ci --omit=dev --ignore-scripts');
  });

  it(
    'makes an image that starts, is healthy, notices when it is not, and ends at SIGTERM',
    async () => {
      const image = aFolder();
      for (const file of contextFiles()) cpSync(join(ROOT, file), join(image, file));
      symlinkSync(join(ROOT, 'node_modules'), join(image, 'node_modules'));
      expect(readdirSync(image)).not.toContain('services.json');
      const environment = {
        ...imageEnvironment(),
        HOST: '127.0.0.1',
        DATA_DIR: join(image, 'data'),
        PORT: '0',
      };
      const { server, url } = await started(JSON.parse(last('CMD')), environment, image);
      expect(server.stdout).toContain('no services file');
      expect((await fetch(url)).status).toBe(200);
      const { port } = new URL(url);
      const asked = async (PORT: string): Promise<number | null> => {
        const [, command] = /CMD (.+)/.exec(last('HEALTHCHECK'))!;
        const path = `${dirname(process.execPath)}:${process.env.PATH}`;
        return (await new Running(JSON.parse(command!), { PATH: path, PORT }, image).ended).code;
      };
      expect(await asked(port)).toBe(0);
      server.child.kill('SIGTERM');
      expect(await server.ended).toMatchObject({ code: 0, signal: null });
      expect(await asked(port)).toBe(1);
    },
    PATIENCE_MS,
  );

  it('sends no secret and no data to the builder', () => {
    const files = contextFiles();
    expect(files).toEqual(expect.arrayContaining(['embedded/main.ts', 'docs/openapi.json', '.npmrc']));
    expect(files.filter((file) => /^(\.env|data|test|\.git)/.test(file))).toEqual([]);
  });
});

describe('packaging/compose.yaml', () => {
  it('lets nobody in but this machine, and takes no more rights than it needs', () => {
    const { services, volumes } = parse(textOf('packaging/compose.yaml'));
    const one = services['heartbeat-central'];
    expect(one).toMatchObject({
      build: '..',
      ports: ['127.0.0.1:3000:3000'],
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      restart: 'unless-stopped',
    });
    // The settings of the image that a `.env` for `npm start` must not undo.
    const { HOST, DATA_DIR } = imageEnvironment();
    expect(one.environment).toEqual({ HOST, DATA_DIR, PORT: 3_000 });
    expect(one.volumes).toEqual(['data:/data', 'backups:/backups']);
    expect(Object.keys(volumes)).toEqual(['data', 'backups']);
    // A volume is made as the image has its folder: without it, it would belong to root.
    expect(INSTRUCTIONS.map(([, rest]) => rest)).toContain(
      'install -d -o node -g node -m 0700 /data /backups',
    );
    // The server gives up after 10 seconds.
    expect(Number.parseInt(one.stop_grace_period, 10)).toBeGreaterThan(10);
  });
});

describe('the units of packaging/systemd', () => {
  const SERVER = textOf('packaging/systemd/heartbeat-central.service');
  const BACKUP = textOf('packaging/systemd/heartbeat-central-backup.service');
  const HEARD = textOf('packaging/systemd/heartbeat-central-backup-heard.service');

  it('are accepted by systemd', () => {
    const names = readdirSync(repositoryFile('packaging/systemd'));
    expect(names).toHaveLength(4);
    const units = Object.fromEntries(names.map((name) => [name, textOf(`packaging/systemd/${name}`)]));
    expect(problemsOf(units) ?? []).toEqual([]);
    for (const line of Object.values(units).join('\n').split('\n'))
      expect(line).toMatch(/^$|^#|^\[\w+\]$|^[A-Z]\w+=/);
  });

  it(
    'start the server with its secrets from a file, restart it, and back it up as the same user',
    async () => {
      const machine = aFolder();
      const specifiers = { d: join(machine, 'credentials'), S: join(machine, 'lib') };
      mkdirSync(specifiers.d);
      mkdirSync(join(specifiers.S, 'heartbeat-central-backups'), { recursive: true });
      const KEY = 'an-admin-key-that-only-root-can-read';
      writeFileSync(join(specifiers.d, 'secrets'), `ADMIN_API_KEY=${KEY}\n`);
      const here = (unit: string, key: string): string[][] =>
        valuesOf(unit, key).map((value) =>
          commandOf(value.replaceAll('/opt/heartbeat-central', ROOT.replace(/\/$/, '')), specifiers),
        );
      const [variables] = here(SERVER, 'Environment');
      const environment = Object.fromEntries(variables!.map((pair) => pair.split('='))) as Record<
        string,
        string
      >;
      const { server, url } = await started(here(SERVER, 'ExecStart')[0]!, environment, ROOT);
      const response = await fetch(`${url}/api/v1/keys`, { headers: { 'x-api-key': KEY } });
      expect(response.status).toBe(200);

      const [backUp] = here(BACKUP, 'ExecStart');
      const [tidy] = here(BACKUP, 'ExecStartPost');
      // The settings that the recipe has both units read; what one of them needs is among the secrets of the server.
      const settings = { ALERT_EMAIL: 'ops@example.com', ALERT_EMAIL_FROM: 'heartbeat@example.com' };
      for (const command of [backUp!, tidy!]) {
        const { code, stderr } = await new Running(command, { ...environment, ...settings }, ROOT).ended;
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      }
      const [made] = readdirSync(join(specifiers.S, 'heartbeat-central-backups'));
      expect(made).toMatch(/^\d{4}-\d\d-\d\dT\d{6}$/);

      server.child.kill('SIGTERM');
      expect(await server.ended).toMatchObject({ code: 0 });
      expect(valuesOf(SERVER, 'Restart')).toEqual(['always']);
      expect(valuesOf(SERVER, 'LoadCredential')).toEqual(['secrets:/etc/heartbeat-central/secrets']);
      for (const unit of [SERVER, BACKUP]) {
        expect(valuesOf(unit, 'User')).toEqual(['heartbeat-central']);
        expect(valuesOf(unit, 'DynamicUser')).toEqual(['yes']);
        expect(valuesOf(unit, 'ProtectSystem')).toEqual(['strict']);
      }
    },
    PATIENCE_MS,
  );

  it('tell that a backup was made to the address in a file, and fail where nobody hears it', async () => {
    const machine = aFolder();
    const asked: string[] = [];
    const hearing = createServer(({ method, url }, response) => {
      asked.push(`${method} ${url}`);
      response.writeHead(url === '/heartbeat/known' ? 200 : 404).end();
    });
    await new Promise<void>((listens) => hearing.listen(0, '127.0.0.1', listens));
    const { port } = hearing.address() as AddressInfo;
    const [command] = valuesOf(HEARD, 'ExecStart').map((value) => commandOf(value, { d: machine }));
    const heardAt = async (path: string): Promise<number | null> => {
      writeFileSync(join(machine, 'address'), `url = "http://127.0.0.1:${port}${path}"\n`);
      // Patience is for a network; here it would only be waited for.
      const once = command!.map((word) => word.replace(/^5$/, '0'));
      return (await new Running(once, {}, machine).ended).code;
    };
    try {
      expect(await heardAt('/heartbeat/known')).toBe(0);
      expect(await heardAt('/heartbeat/gone')).not.toBe(0);
      expect(asked).toEqual(['GET /heartbeat/known', 'GET /heartbeat/gone']);
    } finally {
      hearing.close();
    }
    const file = '/etc/heartbeat-central/backup-heartbeat';
    expect(valuesOf(HEARD, 'LoadCredential')).toEqual([`address:${file}`]);
    expect(valuesOf(HEARD, 'ConditionPathExists')).toEqual([file]);
    expect(valuesOf(BACKUP, 'OnSuccess')).toEqual(['heartbeat-central-backup-heard.service']);
    // It has to get out.
    expect(valuesOf(HEARD, 'PrivateNetwork')).toEqual([]);
  });

  it('delete backups that are older than two weeks, and nothing else', async () => {
    const machine = aFolder();
    const backups = join(machine, 'heartbeat-central-backups');
    for (const [name, days] of [
      ['old', 20],
      ['new', 3],
    ] as const) {
      mkdirSync(join(backups, name), { recursive: true });
      spawnSync('touch', ['-d', `${days} days ago`, join(backups, name)]);
    }
    const [value] = valuesOf(BACKUP, 'ExecStartPost');
    await new Running(commandOf(value!, { S: machine }), {}, machine).ended;
    expect(readdirSync(backups)).toEqual(['new']);
  });
});
