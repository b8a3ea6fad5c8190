import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { StoreUnavailable } from '../../core/ports/monitor-store.ts';
import { bearer } from '../support/http-event.ts';
import { type HttpWorld, openHttpWorld } from '../support/http-world.ts';
import { DAY, HOUR, MINUTE, SECOND, T0 } from '../support/monitors.ts';
import { publicWorld } from './public-world.ts';

const show = async ({ send }: Pick<HttpWorld, 'send'>, headers: Record<string, string> = {}) => {
  const { statusCode, body = '', headers: sent } = await send('GET', '/status', { headers });
  return { status: statusCode, html: body, sent, answer: /<h1>(.*?)<\/h1>/s.exec(body)?.[1] };
};
const groupsIn = (html: string) => [...html.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, name]) => name);
const namesIn = (html: string) => [...html.matchAll(/class="what"><b>(.*?)<\/b>/g)].map(([, name]) => name);

describe('the public status page', () => {
  it('answers first, and shows what bears one of its tags, in their order, to everybody', async () => {
    const { status, html, answer } = await show(await publicWorld());
    expect([status, answer]).toEqual([200, 'All 2 services are up']);
    expect(groupsIn(html)).toEqual(['public', 'web', 'Incidents']);
    expect(namesIn(html)).toEqual(['Mail', 'Shop &lt;b&gt;']);
    expect(html).toContain('Shop &lt;status&gt;');
    expect(html).toContain(`<time datetime="${new Date(T0).toISOString()}">2026-03-02 12:00:00 UTC</time>`);
    expect(html).not.toMatch(/Inside|inside|secret|<script/);
  });

  it('says by shape, color and word what is wrong, worst first, and nothing in the words of a monitor', async () => {
    const world = await publicWorld();
    await world.has({
      ...world.heard,
      id: 'pay',
      status: 'down',
      since: T0 - 5 * MINUTE,
      lastMessage: 'password leaked',
      config: { name: 'Payment', tags: ['web'], owner: { email: 'a@example.com' }, description: 'of bank X' },
    });
    const { html, answer } = await show(world);
    expect(answer).toBe('1 of 3 is down');
    expect(namesIn(html)).toEqual(['Mail', 'Payment', 'Shop &lt;b&gt;']);
    expect(html).toMatch(
      /<span class="status down"><svg [^>]*aria-hidden="true"><path [^>]*\/><\/svg>down<\/span>/,
    );
    expect(html).not.toMatch(/leaked|example\.com|bank|"pay"/);
    expect(html).toMatch(
      /<b>Payment<\/b><br><span class="soft">down since <time [^>]*>2026-03-02 11:55 UTC<\/time>, for 5 min now/,
    );
  });

  it('shows 90 days as bars, which say in words what they show', async () => {
    const { html } = await show(await publicWorld());
    expect(html).toContain('aria-label="In the last 90 days: 99.583 % up, down on 2026-02-27 (1 h)"');
    expect(html).toContain('<title>2026-02-27: down for 1 h</title>');
    expect(html).toContain('99.583 % in 90 days');
    expect(html).toContain('aria-label="In the last 90 days: never down"');
    // Of ten days, one of them only a half and one with an outage, the others are quiet; before them nobody watched.
    const [, unknown = '', known = ''] =
      /class="no-day" d="([^"]*)"\/><path class="good-day" d="([^"]*)"\/>\n<path/.exec(html)!;
    expect([unknown.split('M').length - 1, known.split('M').length - 1]).toEqual([79, 10]);
  });

  it('tells the outages of 7 days, newest first', async () => {
    const world = await publicWorld();
    await world.happened('mail', [
      [T0 - 10 * DAY, 'up'],
      [T0 - 9 * DAY, 'down'],
      [T0 - 8 * DAY, 'up'],
      [T0 - 2 * DAY, 'down'],
      [T0 - 2 * DAY + 90 * SECOND, 'up'],
    ]);
    const told = [...(await show(world)).html.matchAll(/<li><span><b>(.*?)<\/b>.*?for (.*?)<\/span>/g)];
    expect(told.map(([, name, long]) => [name, long])).toEqual([
      ['Mail', '1 min 30 s'],
      ['Shop &lt;b&gt;', '1 h'],
    ]);
    const quiet = await publicWorld({ statusPage: { tags: ['public'], title: 'x' } });
    expect((await show(quiet)).html).toContain('None in the last 7 days.');
  });

  it('says so while nothing bears its tag', async () => {
    const { status, answer, html } = await show(
      await publicWorld({ statusPage: { tags: ['nobody'], title: 'x' } }),
    );
    expect([status, answer]).toEqual([200, 'Nothing is shown here yet']);
    expect(html).toContain('Monitors with the tag nobody stand here.');
  });

  it('counts what would be too much for a page', async () => {
    const world = await publicWorld();
    for (let i = 0; i < 500; i++)
      await world.has({ ...world.heard, id: `s${i}`, config: { name: `S${i}`, tags: ['public'] } });
    const { html, answer } = await show(world);
    expect(answer).toBe('All 502 services are up');
    expect(namesIn(html)).toHaveLength(500);
    expect([...html.matchAll(/And (\d+) more\./g)].map(([, n]) => n)).toEqual(['1', '1']);
  });
});

describe('for caches it', () => {
  it('is good for 15 seconds, and has an ETag', async () => {
    const world = await publicWorld();
    const { sent, html } = await show(world);
    expect(sent).toMatchObject({
      'cache-control': 'public, max-age=15',
      'content-type': 'text/html; charset=utf-8',
    });
    const etag = String(sent?.etag);
    const again = await show(world, { 'if-none-match': etag });
    expect([again.status, again.html]).toEqual([304, '']);
    world.clock.advance(15 * SECOND);
    const later = await show(world, { 'if-none-match': etag });
    expect([later.status, later.html.includes('12:00:15')]).toEqual([200, true]);
    expect(html).toContain('12:00:00');
  });

  it('is compressed for who takes it so', async () => {
    const world = await publicWorld();
    const answer = await world.send('GET', '/status', { headers: { 'accept-encoding': 'gzip' } });
    expect(answer).toMatchObject({ isBase64Encoded: true, headers: { vary: 'accept-encoding' } });
    expect(gunzipSync(Buffer.from(answer.body!, 'base64')).toString()).toBe((await show(world)).html);
  });

  it('reads the fleet once, however many ask within 15 seconds', async () => {
    const world = await publicWorld();
    let reads = 0;
    const { fleet } = world.runtime;
    const read = fleet.read.bind(fleet);
    fleet.read = (kinds) => {
      reads += 1;
      return read(kinds);
    };
    const paths = ['/status', '/badges/monitors/service/shop.svg', '/badges/tags/web.svg', '/status'];
    await Promise.all(paths.map((path) => world.send('GET', path)));
    world.clock.advance(14 * SECOND);
    await show(world);
    expect(reads).toBe(1);
    world.clock.advance(SECOND);
    await show(world);
    expect(reads).toBe(2);
  });

  it('is not what it was while the store could not be reached', async () => {
    const world = await publicWorld();
    const { fleet } = world.runtime;
    const read = fleet.read.bind(fleet);
    fleet.read = () => Promise.reject(new StoreUnavailable('down'));
    const { status, sent } = await show(world);
    expect([status, sent?.['cache-control']]).toEqual([503, 'no-store']);
    fleet.read = read;
    expect((await show(world)).status).toBe(200);
  });
});

it('comes with a policy that lets in no script, and no style but its own', async () => {
  const { html, sent } = await show(await publicWorld());
  const [, style = ''] = /<style>(.*?)<\/style>/s.exec(html)!;
  const hash = createHash('sha256').update(style).digest('base64');
  expect(sent?.['content-security-policy']).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  expect(html).not.toMatch(/ style=|<script| on\w+=/);
});

describe('without a choice of the operator', () => {
  const open = () => openHttpWorld({ at: T0, dashboardAccess: 'private' });

  it('there is nothing for strangers', async () => {
    const { status, answer, sent, html } = await show(await open());
    expect([status, answer]).toEqual([404, 'There is no status page']);
    expect(sent?.['cache-control']).toBe('no-store');
    expect(html).not.toContain('STATUS_PAGE');
  });

  it('whoever bears a key is told how to have one', async () => {
    const world = await open();
    await world.hasKey('the-reader', 'reader');
    const { status, html } = await show(world, bearer('the-reader'));
    expect(status).toBe(404);
    expect(html).toContain('STATUS_PAGE_TAGS=public');
  });

  it('keys cannot be guessed there', async () => {
    const world = await open();
    const statuses = [];
    for (let i = 0; i < 21; i++) statuses.push((await show(world, bearer(`guess-${i}`))).status);
    expect(statuses).toEqual([...Array(20).fill(401), 429]);
  });
});

it('a time in which we could not hear is no outage, and no uptime', async () => {
  const world = await publicWorld();
  await world.store.keepGap({ from: T0 - 3 * DAY, to: T0 - 3 * DAY + HOUR });
  expect((await show(world)).html).not.toContain('down for 1 h');
});
