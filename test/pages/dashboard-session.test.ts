import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { viewDashboard } from '../support/dashboard-page.ts';
import { ServerHome, type ServerRun } from '../support/running-server.ts';

const ADMIN = 'an-admin-key-of-the-test';
const PATIENCE_MS = 90_000;

let browser: Browser;
let home: ServerHome;

// This Chromium is one process, and does not always survive many windows: each test has its own.
beforeEach(async () => {
  browser = await launchBrowser();
}, PATIENCE_MS);
afterEach(() => browser.close(), PATIENCE_MS);
afterEach(() => home.remove(), PATIENCE_MS);

function start(settings: Record<string, string> = {}): Promise<ServerRun> {
  home = new ServerHome({ ADMIN_API_KEY: ADMIN, LOG_LEVEL: 'warn', ...settings });
  return home.start();
}

test(
  'Escape does not take away the login where there is nothing to see without it',
  async () => {
    const server = await start({ DASHBOARD_ACCESS: 'private' });
    const page = await viewDashboard(browser, server.url);
    const login = page.getByRole('dialog', { name: 'Log in' });
    await login.waitFor();
    for (let i = 0; i < 3; i++) await page.keyboard.press('Escape');
    await page.getByLabel('API key').fill(ADMIN);
    await login.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('heading', { name: 'Nothing is watched yet' }).waitFor();
    expect(await login.count()).toBe(0);
  },
  PATIENCE_MS,
);

test(
  'where the session has ended the login opens above a form, which keeps what was typed',
  async () => {
    const server = await start();
    const page = await viewDashboard(browser, server.url, { adminKey: ADMIN, at: '/#/keys' });
    await page.getByLabel('Name').fill('Key of the test');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Issue a key' }).click();
    const login = page.getByRole('dialog', { name: 'Log in' });
    await login.waitFor();
    await page.getByLabel('API key').fill(ADMIN);
    await login.getByRole('button', { name: 'Log in' }).click();
    await login.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Name').inputValue()).toBe('Key of the test');
    await page.getByRole('button', { name: 'Issue a key' }).click();
    await page.getByRole('region', { name: 'New key' }).waitFor();
  },
  PATIENCE_MS,
);

test(
  'without a server neither the tab nor the page goes on saying that all is well, and says so again with one',
  async () => {
    const server = await start();
    const page = await viewDashboard(browser, server.url);
    await page.getByRole('heading', { name: 'Nothing is watched yet' }).waitFor();
    expect(await page.title()).toBe('Heartbeat Central');
    const well = await page.getAttribute('link[rel="icon"]', 'href');
    await page.route('**/api/**', (route) => route.abort());
    await page.getByText(/Trying again/).waitFor();
    expect(await page.title()).toBe('(no news) Heartbeat Central');
    expect(await page.getAttribute('link[rel="icon"]', 'href')).not.toBe(well);
    await page.unroute('**/api/**');
    await page.getByText(/^Listening/).waitFor();
    expect(await page.title()).toBe('Heartbeat Central');
    expect(await page.getAttribute('link[rel="icon"]', 'href')).toBe(well);
  },
  PATIENCE_MS,
);
