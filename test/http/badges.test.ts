import { describe, expect, it } from '@jest/globals';
import { MINUTE, T0 } from '../support/monitors.ts';
import { publicWorld } from './public-world.ts';

const textsIn = (svg: string) => [...svg.matchAll(/<text [^>]*>(.*?)<\/text>/g)].map(([, text]) => text);

async function world(options = {}) {
  const world = await publicWorld(options);
  const badge = async (path: string, headers: Record<string, string> = {}) => {
    const { statusCode, body = '', headers: sent } = await world.send('GET', `/badges/${path}`, { headers });
    return { status: statusCode, svg: body, texts: textsIn(body), sent };
  };
  return { ...world, badge };
}

describe('the badge of a monitor', () => {
  it('says its name and state in words, with a color and a shape of that state', async () => {
    const { badge, has, heard } = await world();
    await has({ ...heard, id: 'pay', status: 'down', since: T0, config: { name: 'Pay', tags: ['web'] } });
    const up = await badge('monitors/service/mail.svg');
    expect([up.status, up.texts]).toEqual([200, ['Mail', 'up']]);
    const down = await badge('monitors/service/pay.svg');
    expect(down.texts).toEqual(['Pay', 'down']);
    expect(up.svg).toMatch(/aria-label="Mail: up"/);
    const lookOf = (svg: string) => [
      /fill="(#\w{6})"\/><\/g>/.exec(svg)?.[1],
      /translate.*?>(.*?)<\/g>/.exec(svg)?.[1],
    ];
    expect(lookOf(up.svg)).not.toEqual(lookOf(down.svg));
    expect(new Set([...lookOf(up.svg), ...lookOf(down.svg)]).size).toBe(4);
  });

  it('is as wide as its words need, and stretches them to that', async () => {
    const { badge } = await world();
    const widthOf = async (label: string) => {
      const { svg } = await badge(`monitors/service/mail.svg?label=${encodeURIComponent(label)}`);
      const [, width] = /^<svg [^>]*width="(\d+)"/.exec(svg)!;
      const used = [...svg.matchAll(/<text x="(\d+)" y="14" textLength="(\d+)"/g)];
      for (const [, x, length] of used) expect(Number(x) + Number(length)).toBeLessThan(Number(width));
      return Number(width);
    };
    const [none, narrow, wide, square] = await Promise.all(['', 'iiii', 'WWWW', '心心心心'].map(widthOf));
    expect(none).toBeLessThan(narrow!);
    expect(narrow).toBeLessThan(wide!);
    expect(wide).toBeLessThan(square!);
  });

  it.each([
    ['<script>"&\'', '&lt;script&gt;&quot;&amp;&#39;'],
    ['a\u0000b\u001bc', 'abc'],
    ['  a \n b ', 'a b'],
    ['x'.repeat(100), `${'x'.repeat(59)}…`],
    ['👩‍🚀', '👩‍🚀'],
  ])('shows %j as text that XML can bear', async (label, shown) => {
    const { badge } = await world();
    const { status, texts } = await badge(`monitors/service/mail.svg?label=${encodeURIComponent(label)}`);
    expect([status, texts]).toEqual([200, [shown, 'up']]);
  });

  it('has no label where that is empty, and none of more than 100 characters', async () => {
    const { badge } = await world();
    expect((await badge('monitors/service/mail.svg?label=')).texts).toEqual(['up']);
    expect((await badge(`monitors/service/mail.svg?label=${'x'.repeat(101)}`)).status).toBe(400);
  });

  it('may be kept for 30 seconds, and is not sent again while it is the same', async () => {
    const { badge, clock } = await world();
    const { sent } = await badge('monitors/service/mail.svg');
    expect(sent).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': 'public, max-age=30',
      'content-security-policy': "default-src 'none'",
    });
    clock.advance(MINUTE);
    const again = await badge('monitors/service/mail.svg', { 'if-none-match': String(sent?.etag) });
    expect([again.status, again.svg]).toEqual([304, '']);
  });
});

describe('the badge of a tag', () => {
  it('says how many are in the worst state', async () => {
    const { badge, has, heard, clock } = await world();
    expect((await badge('tags/web.svg')).texts).toEqual(['web', 'all 2 up']);
    expect((await badge('tags/public.svg?label=Mail')).texts).toEqual(['Mail', 'up']);
    await has({ ...heard, id: 'pay', status: 'down', since: T0, config: { tags: ['web'] } });
    clock.advance(MINUTE);
    expect((await badge('tags/web.svg')).texts).toEqual(['web', '1 of 3 down']);
  });
});

describe('what strangers may not see looks like what is not there', () => {
  const HIDDEN = ['monitors/service/inside.svg', 'tags/secret.svg'];
  const ABSENT = [
    'monitors/service/nobody.svg',
    'monitors/daemon/mail.svg',
    'monitors/house/mail.svg',
    'monitors/service/mail',
    'monitors/service/.svg',
    'tags/nobody.svg',
    'tags/web',
    'tags/%E0%A4%A.svg',
  ];

  it('while reading is private', async () => {
    const { badge } = await world();
    const answers = await Promise.all([...HIDDEN, ...ABSENT].map((path) => badge(path)));
    expect(new Set(answers.map(({ status, svg }) => `${status} ${svg}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(404);
  });

  it('without a status page, nothing is shown', async () => {
    const { badge } = await world({ statusPage: undefined });
    const paths = ['monitors/service/mail.svg', 'tags/web.svg'];
    expect(await Promise.all(paths.map(async (path) => (await badge(path)).status))).toEqual([404, 404]);
  });

  it('while reading is public, all is shown', async () => {
    const { badge } = await world({ dashboardAccess: 'public', statusPage: undefined });
    expect((await badge('monitors/service/inside.svg')).texts).toEqual(['Inside', 'up']);
    expect((await badge('tags/secret.svg')).texts).toEqual(['secret', 'all 2 up']);
    expect((await badge('tags/nobody.svg')).status).toBe(404);
  });
});
