import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { bearer } from '../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../support/http-world.ts';
import { aDaemon, DAY, MINUTE, SECOND, T0 } from '../support/monitors.ts';

const open = (settings = {}) => openHttpWorld({ at: T0, ...settings });

async function show({ send }: HttpWorld, headers: Record<string, string> = {}) {
  const { statusCode, body = '', headers: sent } = await send('GET', '/status', { headers });
  return { status: statusCode, html: body, sent, answer: /<h1>(.*?)<\/h1>/s.exec(body)?.[1] };
}

describe('the first line is the answer', () => {
  const heard = { lastBeatAt: T0, countFrom: T0 - DAY };
  const up = { ...heard, status: 'up' } as const;
  const down = { ...heard, status: 'down', reason: 'missed' } as const;
  const paused = { ...heard, status: 'paused' } as const;
  it.each([
    ['Nothing is watched yet', []],
    ['All 3 services are up', [up, up, up]],
    ['The one service is up', [up]],
    ['1 of 3 is down', [up, down, up]],
    ['2 of 3 are down', [down, down, up]],
    ['1 of 2 is late', [up, { ...up, lastBeatAt: T0 - 6 * MINUTE }]],
    ['1 of 2 is degraded', [up, { ...heard, status: 'degraded' as const }]],
    ['2 of 3 are not heard yet', [up, {}, {}]],
    ['The one service is up, 2 paused', [up, paused, paused]],
    ['Nothing is watched, 1 paused', [paused]],
  ])('%s', async (line, services) => {
    const world = await open();
    for (const [i, service] of services.entries()) await world.has({ id: `s${i}`, ...service });
    expect((await show(world)).answer).toBe(line);
  });

  it('speaks of monitors where there are not only services', async () => {
    const world = await open();
    await world.has({ id: 'a', ...up });
    await world.store.create(aDaemon({ at: T0, status: 'up', lastBeatAt: T0 }));
    expect((await show(world)).answer).toBe('All 2 monitors are up');
  });
});

it('a row says why, since when and when it was heard', async () => {
  const world = await open();
  const lastBeatAt = T0 - 65 * MINUTE;
  await world.has({ id: 'a', status: 'down', reason: 'missed', since: T0 - 60 * MINUTE, lastBeatAt });
  expect((await show(world)).html).toContain('missed · down for 1 h · heard 1 h 5 min ago');
});

it('hostile names and messages are shown and never obeyed', async () => {
  const world = await open();
  const hostile = `</li><script>alert(1)</script><img src=x onerror='alert("2")'>&amp;`;
  await world.has({ id: 'a', key: 'right', config: { name: hostile }, lastMessage: hostile, lastBeatAt: T0 });
  await world.hasKey('the-reader', 'reader');
  const { html } = await show(world, bearer('the-reader'));
  expect(html).not.toMatch(/<script|<img|onerror='/);
  const escaped =
    '&lt;/li&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;alert(&quot;2&quot;)&#39;&gt;&amp;amp;';
  expect(html.split(escaped)).toHaveLength(3);
});

it('is locked down: nothing from elsewhere, no script, and its style by hash', async () => {
  const { html, sent } = await show(await open());
  const style = /<style>(.*?)<\/style>/s.exec(html)![1]!;
  const hash = createHash('sha256').update(style).digest('base64');
  expect(sent?.['content-security-policy']).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  expect(sent).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  expect(html).not.toMatch(/style=|<script|<link|src=|@import|url\(/);
  expect(html).toContain('<meta http-equiv="refresh" content="30">');
  expect(html).toContain('name="viewport"');
  expect(style).toContain('prefers-color-scheme: light');
});

describe('an empty state teaches the next step', () => {
  it('with nothing watched: add a service, then its first heartbeat', async () => {
    const { html } = await show(await open());
    expect(html).toContain('curl -X POST https://heartbeat.example/api/services');
    expect(html).toContain('curl -X POST https://heartbeat.example/api/heartbeat -H');
  });

  it('with nothing heard: the line for the first service, which works as it is', async () => {
    const world = await open();
    await world.has({ id: 'service-1' });
    const line = `curl -X POST https://heartbeat.example/api/heartbeat -d '{"serviceId": "service-1"}'`;
    expect((await show(world)).html).toContain(line.replaceAll("'", '&#39;').replaceAll('"', '&quot;'));
    await world.send('POST', '/api/heartbeat', { body: '{"serviceId": "service-1"}' });
    world.clock.advance(SECOND);
    expect((await show(world)).html).not.toContain('curl');
  });
});

it('where the status is private it says so, and shows it to a key', async () => {
  const world = await open({ dashboardAccess: 'private' });
  await world.has({ id: 'secret-service', key: 'right' });
  const { status, html, answer, sent } = await show(world);
  expect([status, answer]).toEqual([401, 'The status is private']);
  expect(html).not.toContain('secret-service');
  expect(sent).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'www-authenticate': 'Bearer' });
  expect((await show(world, bearer('right'))).status).toBe(403);
  await world.hasKey('the-reader', 'reader');
  expect(await show(world, bearer('the-reader'))).toMatchObject({
    status: 200,
    answer: '1 of 1 is not heard yet',
  });
});
