import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { ServerHome, type ServerRun } from '../support/running-server.ts';

const ADMIN = 'an-admin-key-of-the-test';
/** Where the pictures go if somebody wants to look at them. */
const SHOTS = process.env.SCREENSHOTS;
const { source: AXE } = createRequire(import.meta.url)('axe-core') as { readonly source: string };
const HOSTILE = `<script>document.title="owned"</script>\u202e"quoted" ${'x'.repeat(120)}`;

let browser: Browser;
let home: ServerHome;
let server: ServerRun;

const post = async (path: string, body: object): Promise<void> => {
  const answer = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'x-api-key': ADMIN },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBeLessThan(300);
};

beforeAll(async () => {
  home = new ServerHome({
    ADMIN_API_KEY: ADMIN,
    LOG_LEVEL: 'warn',
    DASHBOARD_ACCESS: 'private',
    STATUS_PAGE_TAGS: 'shop,mail',
    STATUS_PAGE_TITLE: 'The status of a shop',
  });
  server = await home.start();
  browser = await launchBrowser();
  const statuses = ['up', 'degraded', 'down'] as const;
  for (const [i, status] of statuses.entries()) {
    const name = i === 2 ? HOSTILE : `Part ${i}`;
    await post('/api/services', { serviceId: `s${i}`, name, tags: ['shop'] });
    await post('/api/heartbeat', { serviceId: `s${i}`, status });
  }
  await post('/api/services', { serviceId: 'quiet', name: 'Mail', tags: ['mail'] });
}, 60_000);

afterAll(async () => {
  await browser.close();
  await home.remove();
});

describe('the public status page in a browser', () => {
  test.each([
    ['light', 1_280, 'light'],
    ['dark', 1_280, 'dark'],
    ['phone', 360, 'light'],
  ] as const)(
    '%s: one request, without a key; no wider than the window, and accessible',
    async (name, width, colorScheme) => {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('request', (request) => {
        if (request.url() !== `${server.url}/status`) complaints.push(`asked for ${request.url()}`);
      });
      await page.goto(`${server.url}/status`);
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/public-${name}.png`, fullPage: true });
      expect(await page.textContent('h1')).toBe('1 of 4 is down');
      expect(await page.title()).toBe('1 of 4 is down · The status of a shop');
      expect(await page.textContent('body')).toContain('<script>document.title="owned"</script>');
      expect(
        await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'),
      ).toBeLessThanOrEqual(0);
      await page.evaluate(AXE);
      const { violations, passes } = (await page.evaluate('axe.run()')) as AxeResults;
      expect(passes.length).toBeGreaterThan(10);
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(complaints).toEqual([]);
    },
    60_000,
  );

  test('a badge is a picture that the browser can show, even of a hostile name', async () => {
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${server.url}/badges/monitors/service/s2.svg`);
    expect(await page.evaluate('document.documentElement.localName')).toBe('svg');
    expect(await page.evaluate('document.querySelectorAll("script").length')).toBe(0);
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/badge.png` });
    const size = '[document.documentElement.clientWidth, document.querySelectorAll("text").length]';
    expect(await page.evaluate(size)).toEqual([expect.any(Number), 2]);
  }, 60_000);
});
