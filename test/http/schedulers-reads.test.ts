import { describe, expect, it } from '@jest/globals';
import { MINUTE } from '../support/monitors.ts';
import { PATH, schedulerWorld } from './scheduler-world.ts';

type Row = { scheduler_id: string } & Record<string, unknown>;

async function world(options = {}) {
  const world = await schedulerWorld(options);
  const list = async (query = '', parts = {}) => {
    const answer = await world.send('GET', `${PATH}${query}`, undefined, parts);
    return answer as Omit<typeof answer, 'body'> & { body: { schedulers: Row[]; cursor: string | null } };
  };
  const ids = async (query = '') =>
    (await list(query)).body.schedulers.map(({ scheduler_id }) => scheduler_id);
  return { ...world, list, ids };
}

describe('GET /api/v1/schedulers', () => {
  it('shows each as it shows the one', async () => {
    const { register, list, read, has } = await world();
    await has({ id: 'a-service' });
    await register('a', { service_name: 'Shop', tags: ['night'] });
    expect((await list()).body).toEqual({ schedulers: [await read('a')], cursor: null });
  });

  it('pages in order of id: each is on one page, and the last page says so', async () => {
    const { register, list, ids, send } = await world();
    const all = Array.from({ length: 7 }, (_, i) => `job-${i}`);
    for (const id of [...all].reverse()) await register(id);
    await register('job-3x');
    await send('DELETE', `${PATH}/job-3x`);
    expect(await ids()).toEqual(all);
    for (const limit of [1, 2, 3, 6, 7, 8]) {
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body }: Awaited<ReturnType<typeof list>> = await list(
          `?limit=${limit}${cursor && `&cursor=${cursor}`}`,
        );
        seen.push(...body.schedulers.map(({ scheduler_id }) => scheduler_id));
        if (body.cursor !== null) expect(body.schedulers).toHaveLength(limit);
        cursor = body.cursor;
      }
      expect(seen).toEqual(all);
    }
  });

  it('filters by status, tag and text, and pages through what fits', async () => {
    const { register, report, ids, list } = await world();
    await register('import-eu', { service_name: 'Shop', job_name: 'Import', tags: ['eu', 'night'] });
    await register('import-us', { service_name: 'Shop', job_name: 'Import', tags: ['us'] });
    await register('mailing', { service_name: 'CRM', tags: ['eu'] });
    await register('export-eu', { service_name: 'Shop', job_name: 'Export', tags: ['eu'] });
    await report('mailing', 'failed');
    await report('import-us', 'running');
    expect(await ids('?status=down')).toEqual(['mailing']);
    expect(await ids('?status=running')).toEqual(['import-us']);
    expect(await ids('?tag=eu')).toEqual(['export-eu', 'import-eu', 'mailing']);
    expect(await ids('?tag=e')).toEqual([]);
    expect(await ids('?q=SHOP')).toEqual(['export-eu', 'import-eu', 'import-us']);
    expect(await ids('?q=mail')).toEqual(['mailing']);
    expect(await ids('?q=shop&tag=eu&status=unknown')).toEqual(['export-eu', 'import-eu']);
    const first = await list('?q=shop&limit=2');
    expect(await ids(`?q=shop&limit=2&cursor=${first.body.cursor}`)).toEqual(['import-us']);
    expect(await ids('?status=down,running&q=&tag=')).toEqual(['import-us', 'mailing']);
  });

  it.each([
    ['?limit=0', 'limit must be a whole number from 1 to 1,000'],
    ['?limit=1001', 'limit must be a whole number from 1 to 1,000'],
    ['?status=ok', expect.stringMatching(/^status must be one or more of down, late/)],
    ['?cursor=%00', 'cursor is not one that this list gave'],
    ['?cursor=import-eu', 'cursor is not one that this list gave'],
  ])('%s is 400', async (query, error) => {
    const { list } = await world();
    expect(await list(query)).toMatchObject({ status: 400, body: { error } });
  });
});

describe('who may read', () => {
  const READS = [PATH, `${PATH}/a`, `${PATH}/a/runs`];

  it('where it is public everybody, and words and owners only with a key', async () => {
    const { register, report, send } = await world();
    const owner = { owner_email: 'team@example.com', alert_user_id: 'U1' };
    await register('a', owner);
    await report('a', 'failed', { error_message: 'password=hunter2' });
    const as = async (key: string | null) =>
      (await send('GET', `${PATH}/a`, undefined, { key })).body as Record<string, unknown>;
    for (const key of ['the-writer', 'the-reader', 'the-admin', 'another-writer']) {
      expect(await as(key)).toMatchObject({ ...owner, message: 'password=hunter2' });
    }
    expect(await as(null)).toMatchObject({
      status: 'down',
      owner_email: null,
      alert_user_id: null,
      message: null,
    });
    for (const path of READS) {
      const { status, body } = await send('GET', path, undefined, { key: null });
      expect(status).toBe(200);
      expect(JSON.stringify(body)).not.toMatch(/hunter2|team@|"U1"/);
      expect((await send('GET', path, undefined, { key: 'wrong' })).status).toBe(401);
      expect((await send('GET', path, undefined, { key: 'of-a-service' })).status).toBe(403);
    }
  });

  it('where it is private only those with a key that may read', async () => {
    const { register, send } = await world({ dashboardAccess: 'private' });
    await register('a');
    for (const path of READS) {
      const status = async (key: string | null) => (await send('GET', path, undefined, { key })).status;
      const of = [null, 'wrong', 'of-a-service', 'the-reader', 'the-writer', 'the-admin'];
      expect(await Promise.all(of.map(status))).toEqual([401, 401, 403, 200, 200, 200]);
    }
    // Nobody learns without a key which ids exist.
    for (const id of ['a', 'nobody']) {
      expect((await send('GET', `${PATH}/${id}`, undefined, { key: null })).status).toBe(401);
    }
  });

  it('what is not registered is 404', async () => {
    const { send, has } = await world();
    await has({ id: 'shop' });
    for (const path of ['/nobody', '/shop', '/%', '/nobody/runs', '/shop/runs']) {
      const { status, body } = await send('GET', `${PATH}${path}`);
      expect([status, body]).toEqual([404, { error: 'Scheduler not registered' }]);
    }
  });
});

it('schedulers stand in GET /api/status?kind=scheduler', async () => {
  const { register, report, send } = await world();
  await register('a', { service_name: 'Shop' });
  await report('a', 'running');
  const { body } = await send('GET', '/api/status?kind=scheduler');
  expect(body).toMatchObject({ services: [{ kind: 'scheduler', id: 'a', name: 'Shop', status: 'running' }] });
});

it('a scheduler may be called register', async () => {
  const { register, report, read, send } = await world();
  expect((await register('register')).status).toBe(201);
  await report('register', 'running');
  expect(await read('register')).toMatchObject({ scheduler_id: 'register', status: 'running' });
  expect((await send('DELETE', `${PATH}/register`)).status).toBe(204);
});

it('one that is late says since when it was expected', async () => {
  const { register, read, clock } = await world();
  await register('a', { expected_interval_seconds: 60 });
  clock.advance(2 * MINUTE);
  expect(await read('a')).toMatchObject({ status: 'late', next_expected_at: '2026-03-02T12:01:00.000Z' });
});
