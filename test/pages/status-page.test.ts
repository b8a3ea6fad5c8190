import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { ServerHome, type ServerRun } from '../support/running-server.ts';

const ADMIN = 'an-admin-key-of-the-test';
/** Where the pictures go if somebody wants to look at them. */
const SHOTS = process.env.SCREENSHOTS;

let browser: Browser;
let home: ServerHome;
let server: ServerRun;

beforeAll(async () => {
  home = new ServerHome({ ADMIN_API_KEY: ADMIN, LOG_LEVEL: 'warn' });
  server = await home.start();
  browser = await launchBrowser();
}, 60_000);

afterAll(async () => {
  await browser.close();
  await home.remove();
});

async function open(url: string, options: { width: number; dark: boolean }) {
  const context = await browser.newContext({
    viewport: { width: options.width, height: 800 },
    colorScheme: options.dark ? 'dark' : 'light',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) complaints.push(`asked another host: ${request.url()}`);
  });
  await page.goto(`${url}/status`);
  return { page, complaints };
}

describe('the status page in a browser', () => {
  test('teaches the first heartbeat while there is none, then says what is down and shows names as text', async () => {
    const { page, complaints } = await open(server.url, { width: 1_000, dark: false });
    expect(await page.textContent('body')).toContain('curl');
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/empty.png` });
    expect(complaints).toEqual([]);
    const add = (body: object) =>
      fetch(`${server.url}/api/services`, {
        method: 'POST',
        headers: { 'x-api-key': ADMIN },
        body: JSON.stringify({ requireKey: false, ...body }),
      });
    const hostile = '<script>document.title="owned"</script><img src=x onerror="document.title=1">';
    expect((await add({ serviceId: 'shop', name: 'Shop' })).status).toBe(201);
    expect((await add({ serviceId: 'mail', name: hostile })).status).toBe(201);
    expect((await add({ serviceId: 'long', name: 'x'.repeat(200) })).status).toBe(201);
    await fetch(`${server.url}/api/heartbeat`, {
      method: 'POST',
      body: JSON.stringify({
        services: [
          'shop',
          { serviceId: 'mail', status: 'down', message: hostile },
          { serviceId: 'long', status: 'degraded' },
        ],
      }),
    });
    for (const [name, width, dark] of [
      ['desktop', 1_200, true],
      ['phone', 360, false],
    ] as const) {
      const { page, complaints } = await open(server.url, { width, dark });
      expect(await page.textContent('h1')).toMatch(/1 of 3 .*down/);
      expect(await page.textContent('body')).toContain('<script>');
      expect(await page.title()).not.toContain('owned');
      const overflow = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
      expect(overflow).toBeLessThanOrEqual(0);
      if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png` });
      expect(complaints).toEqual([]);
    }
  }, 60_000);
});
