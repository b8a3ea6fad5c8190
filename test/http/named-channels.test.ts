import { describe, expect, it } from '@jest/globals';
import { manageWorld } from './manage-world.ts';

type Dialect = readonly [
  kind: string,
  add: { readonly path: string; readonly body: object },
  again: (id: string) => { readonly method: 'POST' | 'PUT'; readonly path: string; readonly body?: object },
  read: (id: string) => string,
];

const SCHEDULER = { scheduler_id: 'eod', schedule: '0 3 * * *' };
const DAEMON = { daemonId: 'worker', version: '1', capabilities: [], pollInterval: 1_000 };

const DIALECTS: readonly Dialect[] = [
  [
    'service',
    { path: '/api/services', body: { serviceId: 'shop' } },
    (id) => ({ method: 'PUT', path: `/api/services/${id}` }),
    () => '/api/services',
  ],
  [
    'scheduler',
    { path: '/api/v1/schedulers/register', body: SCHEDULER },
    () => ({ method: 'POST', path: '/api/v1/schedulers/register', body: SCHEDULER }),
    (id) => `/api/v1/schedulers/${id}`,
  ],
  [
    'daemon',
    { path: '/api/daemon/register', body: DAEMON },
    () => ({ method: 'POST', path: '/api/daemon/register', body: DAEMON }),
    (id) => `/api/daemon/${id}`,
  ],
  [
    'application',
    { path: '/api/applications', body: { name: 'Import', expected_interval: 300 } },
    (id) => ({ method: 'PUT', path: `/api/applications/${id}` }),
    (id) => `/api/applications/${id}`,
  ],
];

const idIn = (body: Record<string, unknown>): string =>
  String(body.serviceId ?? body.scheduler_id ?? body.daemonId ?? body.id);

describe.each(DIALECTS)('a %s', (_kind, { path, body }, again, read) => {
  it('names its channels, keeps them, takes others, and names none again', async () => {
    const w = await manageWorld();
    const added = await w.send('POST', path, { ...body, channels: ['pager', 'db-team'] });
    const id = idIn(added.body);
    const shown = async () => JSON.stringify((await w.send('GET', read(id))).body);
    const change = async (more: object) => {
      const { method, path: place, body: fields } = again(id);
      expect((await w.send(method, place, { ...fields, ...more })).status).toBeLessThan(300);
    };
    expect(await shown()).toContain('"channels":["pager","db-team"]');
    await change({ tags: ['x'] });
    expect(await shown()).toContain('"channels":["pager","db-team"]');
    await change({ channels: ['night'] });
    expect(await shown()).toContain('"channels":["night"]');
    await change({ channels: [] });
    expect(await shown()).toContain('"channels":[]');
  });

  it('is refused names that are none', async () => {
    const w = await manageWorld();
    const wrong = await w.send('POST', path, { ...body, channels: ['pager', ''] });
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatchObject({ issues: [{ path: 'channels[1]', message: 'must not be empty' }] });
  });
});
