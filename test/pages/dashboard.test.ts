import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { accessFaults, endBrowser, overflowOf, viewDashboard } from '../support/dashboard-page.ts';
import { ServerHome, type ServerRun } from '../support/running-server.ts';

const ADMIN = 'an-admin-key-of-the-test';
/** Where the pictures go if somebody wants to look at them. */
const SHOTS = process.env.SCREENSHOTS;
const PATIENCE_MS = 90_000;

let browser: Browser;
let home: ServerHome;
let server: ServerRun;

// This Chromium is one process, and does not always survive many windows: each test has its own.
beforeEach(async () => {
  browser = await launchBrowser();
}, PATIENCE_MS);
afterEach(async () => expect(await endBrowser(browser)).toEqual([]), PATIENCE_MS);

beforeEach(async () => {
  home = new ServerHome({ ADMIN_API_KEY: ADMIN, LOG_LEVEL: 'warn' });
  server = await home.start();
}, PATIENCE_MS);
afterEach(() => home.remove(), PATIENCE_MS);

const send = (path: string, body: object) =>
  fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { 'x-api-key': ADMIN },
    body: JSON.stringify(body),
  });
const addService = (serviceId: string, more: object = {}) =>
  send('/api/services', { serviceId, requireKey: false, ...more });
const beat = (...services: (string | object)[]) => send('/api/heartbeat', { services });

/** How many columns of the first row begin before the one before them ends. */
const OVERLAPS = `[...document.querySelector('.row').children].map((column) => column.getBoundingClientRect())
  .filter(({ width }) => width > 0).filter(({ left }, i, all) => i > 0 && left < all[i - 1].right).length`;

const answers = (page: Page, words: string) => page.waitForSelector(`h1:has-text("${words}")`);

describe('the dashboard in a browser', () => {
  test(
    'teaches the first heartbeat, turns live when it arrives, and tells of a failure and its end without reload',
    async () => {
      const page = await viewDashboard(browser, server.url);
      await answers(page, 'Nothing is watched yet');
      expect(await page.textContent('.first-steps')).toContain(`curl -X POST ${server.url}/api/heartbeat`);
      expect(await accessFaults(page)).toEqual([]);
      await addService('shop', { name: 'Shop' });
      await answers(page, 'The one monitor is not heard yet');
      await beat('shop');
      await answers(page, 'The one monitor is up');
      expect(await page.locator('.first-steps').count()).toBe(0);
      await beat({ serviceId: 'shop', status: 'down' });
      await answers(page, 'The one monitor is down');
      expect(await page.title()).toBe('(1 down) Heartbeat Central');
      expect(await page.getAttribute('link[rel="icon"]', 'href')).toMatch(/^data:image\/png/);
      await beat('shop');
      await answers(page, 'The one monitor is up');
      expect(await page.title()).toBe('Heartbeat Central');
    },
    PATIENCE_MS,
  );

  test(
    'shows what others wrote as text on every page, in every size and light, accessibly',
    async () => {
      const hostile = `<script>document.title="owned"</script>"'><img src=x onerror="document.title=1">\u202E😀`;
      await addService('shop', { name: 'Shop' });
      await addService('hostile', { name: hostile, tags: [hostile.slice(0, 60)], description: hostile });
      await beat(
        {
          serviceId: 'hostile',
          status: 'down',
          message: hostile + 'x'.repeat(2_000),
          metadata: { [hostile]: hostile },
        },
        'shop',
      );
      for (const [name, width, dark] of [
        ['dark', 1_440, true],
        ['light', 1_440, false],
        ['phone', 390, true],
      ] as const) {
        for (const [place, at] of [
          ['overview', '/'],
          ['lanes', '/#/?view=lanes'],
          ['monitor', '/#/monitors/service/hostile'],
          ['wall', '/?tv=1'],
        ] as const) {
          const page = await viewDashboard(browser, server.url, {
            width,
            dark,
            at,
            adminKey: ADMIN,
          });
          await page.waitForSelector(place === 'monitor' ? '.log li' : '.list li');
          await page.waitForTimeout(300);
          if (SHOTS) await page.screenshot({ path: `${SHOTS}/dashboard-${place}-${name}.png` });
          expect(await page.textContent('body')).toContain('<script>document.title="owned"</script>');
          expect(await page.title()).toBe('(1 down) Heartbeat Central');
          expect([place, name, await overflowOf(page)]).toEqual([place, name, 0]);
          if (place === 'overview') expect([name, await page.evaluate(OVERLAPS)]).toEqual([name, 0]);
          // That every page is accessible in both lights is looked at in dashboard-access.
          if (dark) expect([place, name, ...(await accessFaults(page))]).toEqual([place, name]);
          await page.goto('about:blank');
        }
      }
    },
    2 * PATIENCE_MS,
  );

  test(
    'is used by keyboard, and its address holds what is seen',
    async () => {
      await addService('shop', { name: 'Shop' });
      await addService('mail', { name: 'Mail' });
      await beat('shop', { serviceId: 'mail', status: 'degraded' });
      await beat('shop');
      const page = await viewDashboard(browser, server.url);
      await page.waitForSelector('.list li');
      await page.keyboard.press('/');
      await page.keyboard.type('shop');
      await page.waitForSelector('.list li[aria-setsize="1"]');
      expect(page.url()).toBe(`${server.url}/#/?q=shop`);
      await page.keyboard.press('Escape');
      await page.waitForSelector('.list li[aria-setsize="2"]');
      expect(page.url()).toBe(`${server.url}/#/`);
      await page.waitForSelector('.name[data-index="1"]');
      // The focus goes with its monitor.
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await page.waitForSelector('.name[data-index="1"]:focus');
      await beat('shop', { serviceId: 'shop', status: 'down' });
      await page.waitForSelector('.name[data-index="0"]:focus:has-text("Shop")');
      await beat('shop');
      await page.waitForSelector('.name[data-index="1"]:focus:has-text("Shop")');
      await page.click('.tile.up');
      expect(page.url()).toBe(`${server.url}/#/?status=up`);
      await page.keyboard.press('ArrowDown');
      await page.waitForSelector('.name:focus');
      await page.keyboard.press('ArrowLeft');
      expect(await page.textContent('.hint')).toContain('after the one before');
      await page.keyboard.press('Enter');
      await page.waitForSelector('h1:has-text("Shop")');
      expect(page.url()).toBe(`${server.url}/#/monitors/service/shop`);
      await page.keyboard.press('Escape');
      await page.waitForSelector('.tile.up[aria-pressed="true"]');
      expect(page.url()).toBe(`${server.url}/#/?status=up`);
    },
    PATIENCE_MS,
  );
});
