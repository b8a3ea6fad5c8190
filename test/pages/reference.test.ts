import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { ServerHome, type ServerRun } from '../support/running-server.ts';

/** Where the pictures go if somebody wants to look at them. */
const SHOTS = process.env.SCREENSHOTS;
const { source: AXE } = createRequire(import.meta.url)('axe-core') as { readonly source: string };

let browser: Browser;
let home: ServerHome;
let server: ServerRun;

beforeAll(async () => {
  home = new ServerHome({ LOG_LEVEL: 'warn' });
  server = await home.start();
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser.close();
  await home.remove();
});

async function open(width: number, colorScheme: 'light' | 'dark', fragment = '') {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (request.url() !== `${server.url}/api/docs${fragment}`) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(`${server.url}/api/docs${fragment}`);
  return { page, complaints };
}

describe('the API reference in a browser', () => {
  // Of the same page a dark theme changes nothing but colours, and a narrow window everything but these.
  test.each([
    ['light', 1_280, 'light', {}],
    ['dark', 1_280, 'dark', { runOnly: ['cat.color'] }],
    ['phone', 360, 'light', { rules: { 'color-contrast': { enabled: false } } }],
  ] as const)(
    '%s: whole with one request, no wider than the window, and accessible',
    async (name, width, scheme, rules) => {
      const { page, complaints } = await open(width, scheme);
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/reference-${name}.png` });
      expect(await page.textContent('h1')).toBe('Heartbeat Central API');
      expect(
        await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'),
      ).toBeLessThanOrEqual(0);
      // One operation of each chapter, to save time; all of it open, so that closed parts are looked at too.
      await page.evaluate(
        'for (const other of document.querySelectorAll("section + section")) other.remove()',
      );
      await page.evaluate('for (const part of document.querySelectorAll("details")) part.open = true');
      await page.evaluate(AXE);
      const { violations, passes } = (await page.evaluate(
        `axe.run(${JSON.stringify({ ...rules, resultTypes: ['violations'] })})`,
      )) as AxeResults;
      expect(passes.length).toBeGreaterThan(name === 'dark' ? 0 : 10);
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      expect(complaints).toEqual([]);
    },
    60_000,
  );

  test('a link from the contents leads to its operation, and a line to try is one click to copy', async () => {
    const { page, complaints } = await open(1_280, 'light');
    await page.click('nav a[href="#addService"]');
    expect(page.url()).toBe(`${server.url}/api/docs#addService`);
    expect((await page.locator('#addService').boundingBox())!.y).toBeLessThan(200);
    await page.locator('#addService pre').first().click();
    expect(await page.evaluate('String(getSelection())')).toMatch(
      /^curl -X POST 'http:.*\/api\/services'[\s\S]*'$/,
    );
    expect(complaints).toEqual([]);
  }, 60_000);
});
