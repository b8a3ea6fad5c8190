import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Fate, Spool } from '../../clients/node/command/spool.ts';
import type { Spooled } from '../../clients/node/command/spooled.ts';

const DAY_MS = 86_400_000;
const SETTINGS = { url: 'http://central.example', key: 'a-key' };
const reportOf = (id: string): Spooled => ({
  method: 'PUT',
  path: `/api/v1/schedulers/${id}/status`,
  body: { run_id: '1', status: 'completed' },
});
const REGISTRATION = {
  method: 'POST',
  path: '/api/v1/schedulers/register',
  body: { scheduler_id: 'a', schedule: '30 2 * * *' },
};

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'heartbeat-spool-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const nameAt = (at: number, more = ''): string => `${String(at).padStart(15, '0')}-0000-abcd.json${more}`;
const folderOf = (): string => join(root, readdirSync(root)[0]!);

async function sentBy(spool: Spool, fate: (path: string) => Fate = () => 'sent'): Promise<string[]> {
  const sent: string[] = [];
  await spool.flush(async ({ path }) => {
    sent.push(path);
    return fate(path);
  });
  return sent;
}

describe('the spool', () => {
  it('sends what was kept, oldest first, and once', async () => {
    const spool = new Spool(SETTINGS, root);
    spool.add(REGISTRATION);
    spool.add(reportOf('a%20b'));
    expect(await sentBy(spool)).toEqual([REGISTRATION.path, '/api/v1/schedulers/a%20b/status']);
    expect(await sentBy(spool)).toEqual([]);
  });

  it('goes on where one alone is not taken, and keeps that one', async () => {
    const spool = new Spool(SETTINGS, root);
    for (const id of ['a', 'b', 'c']) spool.add(reportOf(id));
    const fate = (path: string): Fate => (path.includes('/a/') ? 'kept' : 'sent');
    expect(await sentBy(spool, fate)).toHaveLength(3);
    expect(await sentBy(spool)).toEqual(['/api/v1/schedulers/a/status']);
  });

  it('waits with all where nobody answers', async () => {
    const spool = new Spool(SETTINGS, root);
    for (const id of ['a', 'b']) spool.add(reportOf(id));
    expect(await sentBy(spool, () => 'later')).toHaveLength(1);
    expect(await sentBy(spool)).toHaveLength(2);
  });

  it.each([
    ['another method', { ...reportOf('a'), method: 'DELETE' }],
    ['another path', { ...REGISTRATION, path: '/api/v1/keys' }],
    ['a path that leads elsewhere', reportOf('..')],
    ['a path that goes on', reportOf('a/b')],
    ['another field', { ...reportOf('a'), body: { status: 'completed', owner: 'me' } }],
    ['no body', { method: 'PUT', path: reportOf('a').path }],
  ])('never sends what exec does not write: %s', async (_name, planted) => {
    const spool = new Spool(SETTINGS, root);
    spool.add(reportOf('mine'));
    writeFileSync(join(folderOf(), nameAt(Date.now() - 1_000)), JSON.stringify(planted));
    expect(await sentBy(spool)).toEqual(['/api/v1/schedulers/mine/status']);
    expect(readdirSync(folderOf())).toEqual([]);
  });

  it('is for its owner alone, also where it was made by hand', async () => {
    const spool = new Spool(SETTINGS, root);
    spool.add(reportOf('a'));
    chmodSync(root, 0o777);
    chmodSync(folderOf(), 0o777);
    await sentBy(spool);
    expect([statSync(root).mode & 0o777, statSync(folderOf()).mode & 0o777]).toEqual([0o755, 0o700]);
  });

  it('tells of a job that runs once a month, and not for ever', async () => {
    const spool = new Spool(SETTINGS, root);
    spool.add(reportOf('a'));
    for (const [days, id] of [
      [31, 'monthly'],
      [41, 'forgotten'],
    ] as const) {
      writeFileSync(join(folderOf(), nameAt(Date.now() - days * DAY_MS)), JSON.stringify(reportOf(id)));
    }
    expect(await sentBy(spool)).toEqual(['/api/v1/schedulers/monthly/status', '/api/v1/schedulers/a/status']);
  });

  it('leaves nothing of a key that has changed, nor of what was never finished', async () => {
    const old = join(root, '0123456789abcdef');
    const current = new Spool(SETTINGS, root);
    mkdirSync(old);
    writeFileSync(join(old, nameAt(Date.now() - 41 * DAY_MS)), '{}');
    writeFileSync(join(old, nameAt(Date.now() - DAY_MS, '.new')), '{}');
    await sentBy(current);
    expect(readdirSync(old)).toEqual([]);
    utimesSync(old, new Date(0), new Date(0));
    await sentBy(current);
    expect(readdirSync(root)).toEqual([]);
  });

  it('keeps nothing where there is no place for it', async () => {
    const { HEARTBEAT_SPOOL, XDG_STATE_HOME, HOME } = process.env;
    for (const name of ['HEARTBEAT_SPOOL', 'XDG_STATE_HOME', 'HOME']) delete process.env[name];
    try {
      expect(() => new Spool(SETTINGS).add(reportOf('a'))).toThrow('says where');
    } finally {
      const restored = Object.entries({ HEARTBEAT_SPOOL, XDG_STATE_HOME, HOME });
      Object.assign(process.env, Object.fromEntries(restored.filter(([, value]) => value !== undefined)));
    }
  });
});

/** Only the superuser can give a folder to somebody else; everywhere else this cannot be tried. */
const asRoot = process.getuid?.() === 0 ? describe : describe.skip;
asRoot('a spool of somebody else', () => {
  it.each([['the folder'], ['the root']])('is neither sent nor added to: %s', async (which) => {
    const { chownSync } = await import('node:fs');
    const spool = new Spool(SETTINGS, root);
    spool.add(reportOf('a'));
    chownSync(which === 'the root' ? root : folderOf(), 12_345, 12_345);
    await expect(sentBy(spool)).rejects.toThrow('belongs to somebody else');
    expect(() => spool.add(reportOf('b'))).toThrow('belongs to somebody else');
  });
});
