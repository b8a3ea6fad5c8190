import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { ROUTES } from '../../contracts/routes.ts';
import committed from '../../docs/openapi.json' with { type: 'json' };
import { openHttpWorld } from '../support/http-world.ts';

const GZIP = { 'accept-encoding': 'gzip, deflate, br' };

async function get(path: string, headers: Record<string, string> = {}, settings = {}, method = 'GET') {
  const world = await openHttpWorld({ dashboardAccess: 'private', ...settings });
  const answer = await world.send(method, path, { headers });
  return { status: answer.statusCode, headers: answer.headers ?? {}, body: answer.body ?? '', answer };
}

const page = async (settings = {}) => (await get('/api/docs', {}, settings)).body;

it('GET /api/openapi.json is the committed document with the address of this server, for everybody', async () => {
  const { status, headers, body } = await get(
    '/api/openapi.json',
    {},
    { publicUrl: 'https://hbc.example/at' },
  );
  expect([status, headers['content-type']]).toEqual([200, 'application/json']);
  expect(JSON.parse(body)).toEqual({ ...committed, servers: [{ url: 'https://hbc.example/at' }] });
});

describe('GET /api/docs', () => {
  it('shows every operation with its address, and links to each', async () => {
    const html = await page();
    for (const { operationId, path, hidden } of ROUTES) {
      expect([operationId, html.includes(`<section id="${operationId}">`)]).toEqual([operationId, !hidden]);
      if (!hidden) {
        expect(html).toContain(`href="#${operationId}"`);
        expect(html).toContain(`<code>${path}</code>`);
      }
    }
    const links = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('has lines to try, with the address of this server, and the fields of bodies and answers', async () => {
    const html = (await page({ publicUrl: 'https://hbc.example' }))
      .replaceAll('&#39;', "'")
      .replaceAll('&quot;', '"');
    expect(html).toContain(`curl -X POST 'https://hbc.example/api/heartbeat' \\
  -H "Authorization: Bearer $KEY" \\
  -d '{ "serviceId": "service-1" }'`);
    expect(html).toContain(`curl 'https://hbc.example/api/logs?serviceId=shop-web' \\
  -H "Authorization: Bearer $KEY"`);
    expect(html).toContain(`<pre>curl 'https://hbc.example/health'</pre>`);
    expect(html).toContain(`<th scope="row"><code>serviceId</code> <span class="soft">required</span></th>`);
    expect(html).toContain('whole number, 1 to 31,536,000');
    expect(html).toContain('<code>services[].uptime.day</code> <span class="soft">or null</span>');
    expect(html).toContain('{ "error": "This API key does not have the right to do that" }');
  });

  it('is locked down as every page is, and does not look again by itself', async () => {
    const { headers, body } = await get('/api/docs');
    const style = /<style>(.*?)<\/style>/s.exec(body)![1]!;
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      'x-content-type-options': 'nosniff',
    });
    expect(body).not.toMatch(/ style=|<script|<link|src=|@import|url\(|http-equiv/);
  });

  it('shows an address as text, whatever it is', async () => {
    const html = await page({ publicUrl: `https://x/"><script>alert('1')</script>` });
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;');
  });
});

describe.each(['/api/docs', '/api/openapi.json'])('%s', (path) => {
  it('is compressed for those who take it so', async () => {
    const plain = await get(path);
    const { answer, headers } = await get(path, GZIP);
    expect([answer.isBase64Encoded, headers['content-encoding']]).toEqual([true, 'gzip']);
    expect(gunzipSync(Buffer.from(answer.body!, 'base64')).toString()).toBe(plain.body);
    expect([plain.headers.vary, headers.vary]).toEqual(['accept-encoding', 'accept-encoding']);
    for (const accepted of ['', 'identity', 'br', 'gzip;q=0', 'gzip; q=0.0, br']) {
      expect((await get(path, { 'Accept-Encoding': accepted })).headers['content-encoding']).toBeUndefined();
    }
    expect((await get(path, { 'Accept-Encoding': 'br;q=1, GZIP;q=0.5' })).headers['content-encoding']).toBe(
      'gzip',
    );
  });

  it('is sent once to those who keep it, and asked for again each time', async () => {
    const { headers } = await get(path);
    const etag = String(headers.etag);
    expect(headers['cache-control']).toBe('no-cache');
    for (const tag of [etag, etag.replace('W/', ''), `"other", ${etag}`, '*']) {
      const kept = await get(path, { 'If-None-Match': tag, ...GZIP });
      expect([kept.status, kept.body, kept.headers.etag]).toEqual([304, '', etag]);
      expect(kept.headers['content-type']).toBeUndefined();
    }
    for (const tag of ['"other"', '']) expect((await get(path, { 'If-None-Match': tag })).status).toBe(200);
    const elsewhere = await get(path, { 'If-None-Match': etag }, { publicUrl: 'https://other.example' });
    expect(elsewhere.status).toBe(200);
  });

  it('answers HEAD without a body', async () => {
    const { status, body, headers } = await get(path, GZIP, {}, 'HEAD');
    expect([status, body, headers['content-encoding']]).toEqual([200, '', 'gzip']);
  });
});
