import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { accessFaults, endBrowser, viewDashboard } from '../support/dashboard-page.ts';
import { ServerHome, type ServerRun } from '../support/running-server.ts';

const ADMIN = 'an-admin-key-of-the-test';
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
  home = new ServerHome({ ADMIN_API_KEY: ADMIN, DASHBOARD_ACCESS: 'private', LOG_LEVEL: 'warn' });
  server = await home.start();
}, PATIENCE_MS);
afterEach(() => home.remove(), PATIENCE_MS);

async function asAdmin(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: { 'x-api-key': ADMIN },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return text ? JSON.parse(text) : {};
}

/** 401 for what nobody may read yet is what the browser complains of; nothing else may be. */
const expected = ['401'];

async function tryKey(page: Page, key: string): Promise<void> {
  await page.getByLabel('API key').fill(key);
  await page.getByRole('dialog').getByRole('button', { name: 'Log in' }).click();
}

test(
  'a private dashboard shows nothing, says that a key is wrong, opens with a right one, and closes again',
  async () => {
    await asAdmin('POST', '/api/services', {
      serviceId: 'shop',
      name: 'Shop of the test',
      requireKey: false,
    });
    const page = await viewDashboard(browser, server.url, { expected });
    await page.getByRole('dialog', { name: 'Log in' }).waitFor();
    expect(await page.textContent('body')).not.toContain('Shop of the test');
    expect(await accessFaults(page)).toEqual([]);
    await tryKey(page, 'a-wrong-key');
    await page.getByText('No one has this key.').waitFor();
    await tryKey(page, ADMIN);
    await page.getByText('Shop of the test').first().waitFor();
    // No script can read what it is known by.
    expect(await page.evaluate('document.cookie')).toBe('');
    await page.reload();
    await page.getByText('Shop of the test').first().waitFor();
    await page.getByRole('button', { name: /log out/i }).click();
    await page.getByRole('dialog', { name: 'Log in' }).waitFor();
    expect(await page.textContent('body')).not.toContain('Shop of the test');
  },
  PATIENCE_MS,
);

test(
  'a session whose key is revoked asks for the login again, and a new key goes on where it was',
  async () => {
    await asAdmin('POST', '/api/services', {
      serviceId: 'shop',
      name: 'Shop of the test',
      requireKey: false,
    });
    const { id, key } = await asAdmin('POST', '/api/v1/keys', { name: 'Wall', role: 'reader' });
    const page = await viewDashboard(browser, server.url, { at: '/#/monitors/service/shop', expected });
    await tryKey(page, String(key));
    await page.getByRole('heading', { name: 'Shop of the test' }).waitFor();
    // In this process a revocation holds at once.
    await asAdmin('DELETE', `/api/v1/keys/${String(id)}`);
    await page.getByRole('dialog', { name: 'Log in' }).waitFor({ timeout: 75_000 });
    await page.getByText('Your session is over').waitFor();
    await tryKey(page, ADMIN);
    await page.getByRole('heading', { name: 'Shop of the test' }).waitFor();
    expect(page.url()).toContain('#/monitors/service/shop');
  },
  2 * PATIENCE_MS,
);

test(
  'an expired session is told of as that, on whatever page it ends, and a login goes on there',
  async () => {
    const at = '/#/deliveries?status=failed';
    const page = await viewDashboard(browser, server.url, { at, adminKey: ADMIN, expected });
    await page.getByText('None is like that.').waitFor();
    // As the browser does with a cookie whose time is over.
    await page.context().clearCookies();
    await page.getByText('Your session is over').waitFor();
    await tryKey(page, ADMIN);
    await page.getByText('None is like that.').waitFor();
    expect(page.url()).toBe(`${server.url}${at}`);
    expect(await page.getByRole('dialog').count()).toBe(0);
  },
  PATIENCE_MS,
);

test(
  'bars, figures and the state of the system come from the server itself',
  async () => {
    await asAdmin('POST', '/api/services', {
      serviceId: 'shop',
      name: 'Shop of the test',
      requireKey: false,
    });
    for (let i = 0; i < 5; i++) await asAdmin('POST', '/api/heartbeat', { serviceId: 'shop' });
    const page = await viewDashboard(browser, server.url, { adminKey: ADMIN });
    await page.getByText('Shop of the test').first().waitFor();
    await page.getByText(/^Listening/).waitFor();
    await page.goto(`${server.url}/#/system`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByText('0.1.0').first().waitFor();
    expect(await accessFaults(page)).toEqual([]);
  },
  PATIENCE_MS,
);
