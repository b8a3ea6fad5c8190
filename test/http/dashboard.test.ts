import { describe, expect, it } from '@jest/globals';
import { A_DASHBOARD } from '../support/a-dashboard.ts';
import { openHttpWorld } from '../support/http-world.ts';
import { MINUTE, T0 } from '../support/monitors.ts';

describe('GET /', () => {
  it('is a page without data for everybody, asked for again each time', async () => {
    const world = await openHttpWorld({ dashboardAccess: 'private' });
    await world.has({ id: 'secret-service' });
    const { statusCode, headers, body } = await world.send('GET', '/');
    expect([statusCode, headers?.['cache-control']]).toEqual([200, 'no-cache']);
    expect(body).not.toContain('secret-service');
    expect(body).toContain(`src="assets/${A_DASHBOARD.script}"`);
    expect(body).toContain('<a href="status">');
    const again = await world.send('GET', '/', { headers: { 'if-none-match': String(headers?.etag) } });
    expect(again.statusCode).toBe(304);
  });

  it('runs scripts and styles of our own host alone, none of them inline', async () => {
    const { headers, body } = await (await openHttpWorld()).send('GET', '/');
    expect(headers?.['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(body).not.toMatch(/<style|style=|<script>|onload=/);
  });

  it('tells the public address as text, whatever it is', async () => {
    const world = await openHttpWorld({ publicUrl: 'https://x/"><script>alert(1)</script>' });
    expect((await world.send('GET', '/')).body).toContain('&quot;&gt;&lt;script&gt;');
  });
});

const SCRIPT = A_DASHBOARD.files[A_DASHBOARD.script]!;

describe('GET /assets/{file}', () => {
  const get = async (encoding: string, file = A_DASHBOARD.script) => {
    const world = await openHttpWorld({ dashboardAccess: 'private' });
    const answer = await world.send('GET', `/assets/${file}`, { headers: { 'accept-encoding': encoding } });
    return answer;
  };

  it.each([
    ['gzip, deflate, br', 'br', 'brotli'],
    ['gzip', 'gzip', 'gzip'],
    ['br;q=0, gzip;q=0', undefined, 'whole'],
    ['', undefined, 'whole'],
  ] as const)('to who takes "%s" in %s', async (accepted, encoding, form) => {
    const answer = await get(accepted);
    expect([answer.body, answer.isBase64Encoded]).toEqual([SCRIPT[form], true]);
    expect(answer.headers?.['content-encoding']).toBe(encoding);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    });
  });

  it.each(['other.js', 'constructor', '__proto__', '..%2fpackage.json'])('has no %s', async (file) => {
    expect((await get('', file)).statusCode).toBe(404);
  });
});

describe('GET /api/occurrences', () => {
  const ask = async (query: string) => {
    const world = await openHttpWorld({ at: Date.parse('2026-03-27T12:00:00.000Z') });
    const { statusCode, body = '' } = await world.send('GET', `/api/occurrences?${query}`);
    return { statusCode, body: JSON.parse(body) };
  };

  it('are the next five as the server would judge them, also where the clocks change', async () => {
    const { body } = await ask(`schedule=${encodeURIComponent('30 2 * * *')}&timezone=Europe/Paris`);
    expect(body).toEqual({
      schedule: '30 2 * * *',
      timezone: 'Europe/Paris',
      occurrences: [
        '2026-03-28T01:30:00.000Z',
        // Half past two does not come that night: right after the hour that is skipped.
        '2026-03-29T01:00:00.000Z',
        '2026-03-30T00:30:00.000Z',
        '2026-03-31T00:30:00.000Z',
        '2026-04-01T00:30:00.000Z',
      ],
    });
  });

  it.each([
    ['schedule=nonsense', 'schedule'],
    ['', 'schedule'],
    ['schedule=@daily&timezone=Mars/Crater', 'timezone'],
  ])('"%s": 400 that names the field', async (query, path) => {
    const { statusCode, body } = await ask(query);
    expect([statusCode, body.issues[0].path]).toEqual([400, path]);
  });
});

describe('GET /api/status?changedAfter=', () => {
  it('shows only the news, and counts all', async () => {
    const world = await openHttpWorld({ at: T0 });
    const begun = T0 - 60 * MINUTE;
    const old = { since: begun, born: begun, countFrom: begun, status: 'up' } as const;
    await world.has({ id: 'quiet', ...old, lastBeatAt: T0 - 4 * MINUTE });
    await world.has({ id: 'heard', ...old, lastBeatAt: T0 - 1 });
    await world.has({ id: 'down', ...old, status: 'down', since: T0 - 1, lastBeatAt: T0 - 9 * MINUTE });
    await world.has({ id: 'became-late', ...old, lastBeatAt: T0 - 5 * MINUTE - 1 });
    const after = new Date(T0 - MINUTE).toISOString();
    const { body = '' } = await world.send('GET', `/api/status?kind=all&changedAfter=${after}`);
    const { services, summary } = JSON.parse(body);
    expect(services.map(({ id }: { id: string }) => id)).toEqual(['down', 'became-late', 'heard']);
    expect(summary.total).toBe(4);
  });

  it('a row of any kind tells its tags and its deadline; its owner only to who bears a key', async () => {
    const world = await openHttpWorld({ at: T0 });
    const config = { name: 'A', tags: ['prod'], owner: { email: 'a@example.com' } };
    await world.has({ id: 'a', status: 'up', lastBeatAt: T0, config });
    await world.hasKey('the-reader', 'reader');
    const ask = async (headers = {}) =>
      JSON.parse((await world.send('GET', '/api/status?kind=service', { headers })).body ?? '').services[0];
    expect(await ask()).toMatchObject({ tags: ['prod'], owner: null, runningSince: null });
    expect(Date.parse((await ask()).downAfter)).toBe(T0 + 5 * MINUTE);
    expect(await ask({ 'x-api-key': 'the-reader' })).toMatchObject({ owner: 'a@example.com' });
  });
});
