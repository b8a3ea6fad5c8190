import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { viewDashboard } from '../support/dashboard-page.ts';
import { ServerHome, type ServerRun } from '../support/running-server.ts';

const ADMIN = 'an-admin-key-of-the-test';
const PATIENCE_MS = 90_000;

let browser: Browser;
let home: ServerHome;
let server: ServerRun;

beforeEach(async () => {
  browser = await launchBrowser();
}, PATIENCE_MS);
afterEach(() => browser.close(), PATIENCE_MS);
beforeEach(async () => {
  home = new ServerHome({ ADMIN_API_KEY: ADMIN, LOG_LEVEL: 'warn' });
  server = await home.start();
  for (const [path, body] of [
    ['/api/services', { serviceId: 'shop', name: 'Shop', requireKey: false }],
    ['/api/heartbeat', { serviceId: 'shop' }],
  ] as const)
    await fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { 'x-api-key': ADMIN },
      body: JSON.stringify(body),
    });
}, PATIENCE_MS);
afterEach(() => home.remove(), PATIENCE_MS);

const edgesOf = async (element: Locator): Promise<readonly [number, number]> => {
  const box = await element.boundingBox();
  return [Math.round(box!.x), Math.round(box!.x + box!.width)];
};

test(
  'the axis of time lies above the tracks on a phone and on a desk',
  async () => {
    const page = await viewDashboard(browser, server.url, { width: 360, at: '/#/?view=lanes' });
    await page.locator('.track').first().waitFor();
    for (const width of [360, 1_280]) {
      await page.setViewportSize({ width, height: 800 });
      const [axisBegin, axisEnd] = await edgesOf(page.locator('.axis'));
      const [trackBegin, trackEnd] = await edgesOf(page.locator('.track').first());
      expect(Math.abs(axisBegin - trackBegin)).toBeLessThan(3);
      expect(Math.abs(axisEnd - trackEnd)).toBeLessThan(3);
    }
  },
  PATIENCE_MS,
);

test(
  'a detail page says by itself only what changes, and no figure that counts',
  async () => {
    const page = await viewDashboard(browser, server.url, { at: '/#/monitors/service/shop' });
    await page.getByRole('heading', { name: 'Shop' }).waitFor();
    await page.getByText(/^Listening/).waitFor();
    const live = page.locator('[role=status], [role=alert], [aria-live]');
    expect((await live.allTextContents()).join(' ')).not.toMatch(/\d/);
    expect(await page.locator('.state').textContent()).toMatch(/\d/);
  },
  PATIENCE_MS,
);
