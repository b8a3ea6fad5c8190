import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { accessFaults, endBrowser, overflowOf, viewDashboard } from '../support/dashboard-page.ts';
import { ServerHome, type ServerRun } from '../support/running-server.ts';

const ADMIN = 'an-admin-key-of-the-test';
const PATIENCE_MS = 120_000;

let browser: Browser;
let home: ServerHome;
let server: ServerRun;

beforeAll(async () => {
  home = new ServerHome({ ADMIN_API_KEY: ADMIN, LOG_LEVEL: 'warn' });
  server = await home.start();
}, PATIENCE_MS);

// This Chromium is one process, and does not always survive many windows: each test has its own.
beforeEach(async () => {
  browser = await launchBrowser();
}, PATIENCE_MS);
afterEach(async () => expect(await endBrowser(browser)).toEqual([]), PATIENCE_MS);

afterAll(async () => {
  await home.remove();
}, PATIENCE_MS);

const read = async (path: string) =>
  (await fetch(`${server.url}${path}`, { headers: { 'x-api-key': ADMIN } })).json();

test(
  'a service is made, changed, paused, watched again and deleted; its key is shown once',
  async () => {
    const page = await viewDashboard(browser, server.url, {
      at: '/#/new',
      adminKey: ADMIN,
      // What a field that does not fit is answered with.
      expected: ['400'],
    });
    await page.getByLabel(/^Service id/).fill('till');
    await page.getByLabel(/^Name/).fill('Till');
    await page.click('.presets button:has-text("Critical")');
    expect(await accessFaults(page)).toEqual([]);
    await page.click('button:has-text("Watch it")');
    const key = (await page.textContent('.copyable pre'))!;
    const beat = () =>
      fetch(`${server.url}/api/heartbeat`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}` },
        body: '{"serviceId":"till"}',
      });
    expect((await beat()).status).toBe(200);
    await page.click('text=To the monitor');
    await page.waitForSelector('h1:has-text("Till")');
    expect(await read('/api/monitors/service/till')).toMatchObject({
      schedule: { type: 'interval', intervalSeconds: 60, graceSeconds: 60 },
    });

    await page.click('text=Edit');
    await page.selectOption('select', 'cron');
    await page.getByLabel(/^Cron expression/).fill('61 * * * *');
    await page.waitForSelector('.preview .problem');
    await page.getByLabel(/^Cron expression/).fill('30 2 * * *');
    await page.getByLabel(/^Time zone/).fill('Europe/Paris');
    await page.waitForSelector('.occurrences li:nth-child(5)');
    await page.getByLabel(/^Tags/).fill('shop, money');
    await page.click('button:has-text("Save")');
    await page.waitForSelector('section:has-text("30 2 * * *")');
    expect(await read('/api/monitors/service/till')).toMatchObject({
      tags: ['shop', 'money'],
      schedule: { type: 'cron', expression: '30 2 * * *', timezone: 'Europe/Paris' },
    });

    await page.click('button:has-text("Pause")');
    await page.waitForSelector('.title.paused');
    await page.click('.notice button:has-text("Undo")');
    await page.waitForSelector('.title.unknown');

    await page.click('button:has-text("Delete")');
    expect(await accessFaults(page)).toEqual([]);
    await page.click('dialog button:has-text("Keep it")');
    await page.click('button:has-text("Delete")');
    await page.click('dialog button:has-text("Delete")');
    await page.waitForSelector('h1:has-text("Nothing is watched yet")');
  },
  PATIENCE_MS,
);

test(
  'a key is issued, shown once, and revoked after a question',
  async () => {
    const page = await viewDashboard(browser, server.url, { at: '/#/keys', adminKey: ADMIN, width: 390 });
    await page.getByLabel(/^Name/).fill('Nightly jobs');
    await page.selectOption('label:has-text("Role") select', 'writer');
    await page.click('button:has-text("Issue a key")');
    expect(await page.textContent('.copyable pre')).toMatch(/^hbc_/);
    expect(await accessFaults(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    await page.reload();
    await page.click('tr:has-text("Nightly jobs") button:has-text("Revoke")');
    expect(await page.locator('.copyable').count()).toBe(0);
    await page.click('dialog button:has-text("Revoke")');
    await page.waitForSelector('tr:has-text("Nightly jobs")', { state: 'detached' });
  },
  PATIENCE_MS,
);
