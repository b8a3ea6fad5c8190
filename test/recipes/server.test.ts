import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readSettings } from '../../embedded/settings.ts';
import { Running } from '../clients/client-world.ts';
import { ServerHome, type ServerRun } from '../support/running-server.ts';
import { blocksOf, repositoryFile, type Trial, textOf, tryAll, unfit } from './doc-blocks.ts';
import { valuesOf } from './unit-file.ts';

const PATIENCE_MS = 120_000;
const BLOCKS = blocksOf('docs/recipes/server.md');
const ROOT = repositoryFile('.');
const home = new ServerHome({ LOG_LEVEL: 'error' });
let server: ServerRun;

beforeAll(async () => {
  home.writeServices([{ serviceId: 'shop', stalenessThreshold: 3_600 }]);
  server = await home.start();
  await beat('before the backup');
}, PATIENCE_MS);
afterAll(() => home.remove());

const beat = (message: string): Promise<Response> =>
  fetch(`${server.url}/api/heartbeat`, {
    method: 'POST',
    body: JSON.stringify({ serviceId: 'shop', message }),
  });

async function lastMessage(): Promise<unknown> {
  const headers = { 'x-api-key': home.adminKey() };
  const response = await fetch(`${server.url}/api/monitors/service/shop`, { headers });
  return ((await response.json()) as { message: unknown }).message;
}

/** In the folder of the repository, with the data folder of `home`; `backups` is beside that. */
async function inRepository(line: string): Promise<void> {
  const here = line.replace(/(\/?)backups\//, `${home.dir}/backups/`);
  const environment = {
    PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}`,
    DATA_DIR: join(home.dir, 'data'),
  };
  const { code, stderr } = await new Running(['/bin/sh', '-euc', here], environment, ROOT).ended;
  expect({ line, code, stderr: stderr.replace(/.*ExperimentalWarning.*\n.*\n/, '') }).toEqual({
    line,
    code: 0,
    stderr: '',
  });
}

const isShell = (text: string): void => {
  expect(spawnSync('sh', ['-nc', text]).status).toBe(0);
};

/** Every path of this repository that stands in it. */
const pathsIn = (text: string): string[] => text.match(/packaging\/[\w./-]+/g) ?? [];

const ON_DOCKER = 'Not tried with Docker';
const ON_SYSTEMD = 'Not tried with a systemd that runs';

function aDataFolder(path: string, database: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  writeFileSync(join(path, 'heartbeat.db'), database);
  writeFileSync(join(path, 'admin-key'), 'a-key', { mode: 0o600 });
}

async function runIn(folder: string, script: string): Promise<void> {
  const { code, stderr } = await new Running(['/bin/sh', '-euc', script], {}, folder).ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
}

const TRIALS: Record<string, Trial> = {
  'Docker 1': {
    notTried: ON_DOCKER,
    run: (text) => {
      isShell(text);
      for (const path of pathsIn(text)) expect(existsSync(repositoryFile(path))).toBe(true);
      // What it is made of is tried by packaging.test.ts.
      expect(Object.keys(parse(textOf('packaging/compose.yaml')).services)).toEqual(['heartbeat-central']);
      expect(text).toContain('exec heartbeat-central cat /data/admin-key');
    },
  },
  'systemd 1': {
    notTried: ON_SYSTEMD,
    run: (text) => {
      isShell(text);
      const units = /enable --now (.+)/.exec(text)![1]!.split(' ');
      expect(units).toHaveLength(2);
      for (const unit of units) expect(existsSync(repositoryFile(`packaging/systemd/${unit}`))).toBe(true);
    },
  },
  // The proxies themselves are tried by proxies.test.ts, where they are installed.
  'TLS with Caddy 1': { run: (text) => expect(text).toContain('reverse_proxy 127.0.0.1:3000') },
  'TLS with Caddy 2': {
    run: (text) => {
      const environment = Object.fromEntries(
        text
          .trim()
          .split('\n')
          .map((line) => line.split('=')),
      );
      expect(readSettings(environment)).toMatchObject({
        trustedProxies: 1,
        publicUrl: 'https://heartbeat.example.com',
        dashboardAccess: 'private',
      });
    },
  },
  'TLS with nginx 1': {
    run: (text) => {
      expect(text).toContain('proxy_pass http://127.0.0.1:3000;');
      // Never what the sender says: that would be taken for an address by nobody but us.
      expect(text).toContain('proxy_set_header X-Forwarded-For $remote_addr;');
    },
  },
  'Backup 1': {
    run: async (text) => {
      await inRepository(text);
      expect(existsSync(join(home.dir, 'backups/monday/heartbeat.db'))).toBe(true);
    },
  },
  'Backup 2': {
    notTried: ON_DOCKER,
    run: async (text) => {
      isShell(text);
      await inRepository(text.slice(text.indexOf('node ')));
      // Where compose.yaml has a volume.
      expect(parse(textOf('packaging/compose.yaml')).services['heartbeat-central'].volumes).toContain(
        'backups:/backups',
      );
    },
  },
  'Backup 3': {
    notTried: ON_SYSTEMD,
    run: async (text) => {
      const machine = join(home.dir, 'machine');
      mkdirSync(join(machine, 'etc/heartbeat-central'), { recursive: true });
      const lines = text.trim().replaceAll('https://heartbeat.example.com', server.url).split('\n');
      expect(lines.pop()).toBe('systemctl start heartbeat-central-backup.service');
      const here = lines.join('\n').replaceAll('/etc/', `${machine}/etc/`);
      const environment = { PATH: process.env.PATH!, ADMIN: home.adminKey() };
      const { code, stdout } = await new Running(['/bin/sh', '-euc', here], environment, machine).ended;
      expect([code, JSON.parse(stdout)]).toMatchObject([
        0,
        { expected_interval: 86_400, grace_period: 7_200 },
      ]);
      const file = valuesOf(
        textOf('packaging/systemd/heartbeat-central-backup-heard.service'),
        'ConditionPathExists',
      )[0]!;
      expect(statSync(join(machine, file)).mode & 0o777).toBe(0o600);
      expect(readFileSync(join(machine, file), 'utf8')).toBe(
        `url = "${server.url}/heartbeat/6f9619ff-8b86-4d01-b42d-00c04fc964ff"\n`,
      );
    },
  },
  'Restore 2': {
    notTried: 'Not tried with Docker or a systemd that runs',
    run: async (text) => {
      const machine = join(home.dir, 'machine');
      const kept = join(machine, 'var/lib/private');
      aDataFolder(join(kept, 'heartbeat-central'), 'now');
      aDataFolder(join(kept, 'heartbeat-central-backups/2026-01-15T031000'), 'then');
      // As the unit names its folders: the backups are found where the timer puts them.
      const [folders] = valuesOf(
        textOf('packaging/systemd/heartbeat-central-backup.service'),
        'StateDirectory',
      );
      expect(folders).toBe('heartbeat-central heartbeat-central-backups');
      const lines = text.trim().split('\n');
      expect([lines.shift(), lines.pop()]).toEqual([
        'systemctl stop heartbeat-central.service',
        'systemctl start heartbeat-central.service',
      ]);
      await runIn(machine, lines.join('\n').replaceAll('/var/lib/', `${machine}/var/lib/`));
      expect(readFileSync(join(kept, 'heartbeat-central/heartbeat.db'), 'utf8')).toBe('then');
      expect(readFileSync(join(kept, 'heartbeat-central.before/heartbeat.db'), 'utf8')).toBe('now');
    },
  },
  'Restore 3': {
    notTried: 'Not tried with Docker or a systemd that runs',
    run: async (text) => {
      isShell(text);
      const machine = join(home.dir, 'container');
      aDataFolder(join(machine, 'data'), 'now');
      aDataFolder(join(machine, 'backups/2026-01-15'), 'then');
      const inside = /sh -euc '(.*?)'$/ms.exec(text)![1]!;
      await runIn(machine, inside.replaceAll(/\/(data|backups)\b/g, `${machine}/$1`));
      expect(readdirSync(join(machine, 'data')).sort()).toEqual(['admin-key', 'before', 'heartbeat.db']);
      expect(readFileSync(join(machine, 'data/heartbeat.db'), 'utf8')).toBe('then');
      expect(readFileSync(join(machine, 'data/before/heartbeat.db'), 'utf8')).toBe('now');
    },
  },
  'Restore 1': {
    run: async (text) => {
      await beat('after the backup');
      await server.kill('SIGTERM');
      const lines = text.trim().split('\n');
      expect(lines.pop()).toBe('npm start');
      const { code, stderr } = await new Running(['/bin/sh', '-euc', lines.join('\n')], {}, home.dir).ended;
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      server = await home.start();
      expect(await lastMessage()).toBe('before the backup');
    },
  },
  'Upgrade 1': {
    notTried: 'Not tried between two releases',
    run: async (text) => {
      isShell(text);
      await inRepository(text.split('\n')[0]!);
    },
  },
};

describe('docs/recipes/server.md', () => {
  it('has no block that is neither tried nor marked', () => {
    expect(unfit(BLOCKS, TRIALS)).toEqual([]);
  });

  it('works, block by block', () => tryAll(BLOCKS, TRIALS), PATIENCE_MS);
});

describe('the pages of docs/recipes', () => {
  it.each(['README.md', 'senders.md', 'server.md'])('%s leads nowhere that is not there', (page) => {
    const text = textOf(`docs/recipes/${page}`);
    for (const [, path, anchor] of text.matchAll(/\]\(([^)#]*)(?:#([^)]+))?\)/g)) {
      const target = repositoryFile(join('docs/recipes', path || page));
      expect({ path, isThere: existsSync(target) }).toEqual({ path, isThere: true });
      if (anchor === undefined) continue;
      const folder = path?.startsWith('..') ? target.slice(ROOT.length) : `docs/recipes/${basename(target)}`;
      const anchors = [...textOf(folder).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
        heading!
          .toLowerCase()
          .replace(/[^\w\s-]/g, '')
          .replaceAll(' ', '-'),
      );
      expect(anchors).toContain(anchor);
    }
  });
});
