import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { openSqliteStore } from '../../adapters/sqlite/sqlite-store.ts';
import { SteadyClock } from '../../adapters/system/steady-clock.ts';
import { settled } from '../../core/paths/settled.ts';
import { launchBrowser } from '../support/browser.ts';
import { accessFaults, endBrowser, overflowOf, viewDashboard } from '../support/dashboard-page.ts';
import { ServerHome, type ServerRun } from '../support/running-server.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

const ADMIN = 'an-admin-key-of-the-test';
const PATIENCE_MS = 120_000;

let browser: Browser;
let home: ServerHome;
let server: ServerRun;
let receiver: WebhookReceiver;
/** Where the channel of the settings leads. */
let operators: WebhookReceiver;

beforeAll(async () => {
  receiver = await WebhookReceiver.open();
  operators = await WebhookReceiver.open();
  home = new ServerHome({
    ADMIN_API_KEY: ADMIN,
    ALLOW_PRIVATE_TARGETS: 'true',
    ALERT_WEBHOOK_URL: operators.url,
    LOG_LEVEL: 'silent',
  });
  home.writeServices([{ serviceId: 'shop', name: 'Shop', tags: ['money'], stalenessThreshold: 3_600 }]);
  server = await home.start();
}, PATIENCE_MS);

// This Chromium is one process, and does not always survive many windows: each test has its own.
beforeEach(async () => {
  browser = await launchBrowser();
}, PATIENCE_MS);
afterEach(async () => expect(await endBrowser(browser)).toEqual([]), PATIENCE_MS);

afterAll(async () => {
  await home.remove();
  await receiver.close();
  await operators.close();
}, PATIENCE_MS);

interface Listed {
  readonly id: string;
  readonly name: string;
}
async function listed(): Promise<readonly Listed[]> {
  const answer = await fetch(`${server.url}/api/channels`, { headers: { 'x-api-key': ADMIN } });
  return ((await answer.json()) as { channels: readonly Listed[] }).channels;
}
const beat = (status: string) =>
  fetch(`${server.url}/api/heartbeat`, {
    method: 'POST',
    body: JSON.stringify({ serviceId: 'shop', status, message: 'disk full' }),
  });

/** As if the ten hours of attempts were over: what is pending while the server stands still counts as given up. */
async function giveUpOn(status: string): Promise<void> {
  operators.status = 410;
  await beat(status);
  await operators.next(({ data }) => data.to === 'down', PATIENCE_MS);
  await server.kill('SIGTERM');
  const clock = new SteadyClock();
  const store = await openSqliteStore({ directory: join(home.dir, 'data'), clock });
  const { items } = await store.listDeliveries({ limit: 10, state: 'pending' });
  for (const delivery of items)
    await store.changeDelivery(delivery, settled(delivery, 'failed', clock.now(), '127.0.0.1 answered 410.'));
  await store.close();
  server = await home.start();
}

test(
  'a channel is added, tested, changed without its secret, and deleted',
  async () => {
    const page = await viewDashboard(browser, server.url, {
      at: '/#/channels',
      adminKey: ADMIN,
      // What a field that does not fit is answered with.
      expected: ['400'],
    });
    await page.waitForSelector('.channel:has-text("It comes from the settings")');
    expect(await page.locator('.channel:has-text("It comes from the settings") a').count()).toBe(0);
    await page.click('text=Add a channel');
    await page.click('.kinds a:has-text("Webhook")');
    await page.getByLabel(/^Name/).fill('Night <script> watch');
    await page.getByLabel(/^URL/).fill('nowhere');
    expect(await accessFaults(page)).toEqual([]);
    await page.click('button:has-text("Add it")');
    await page.waitForSelector('label:has-text("URL") .problem');
    await page.getByLabel(/^URL/).fill(receiver.url);
    await page.getByLabel(/^Tags/).fill('money, night');
    await page.getByLabel('Up', { exact: true }).check();
    await page.click('button:has-text("Add it")');
    const card = page.locator('.channel:has-text("Night <script> watch")');
    await card.getByText('with the tag money or night, when down, degraded or up.').waitFor();
    const made = (await listed()).find(({ name }) => name.startsWith('Night'));
    expect(made).toMatchObject({ secrets: ['url'], wants: { tags: ['money', 'night'] }, proved: null });

    await card.locator('button:has-text("Send a test")').click();
    await card.getByText('It was taken after').waitFor();
    expect(receiver.events.map(({ type }) => type)).toEqual(['heartbeat-central.channel.test.v1']);
    await card.getByText('by a test').waitFor();
    receiver.status = 410;
    await card.locator('button:has-text("Send a test")').click();
    await card.getByText('It was not taken.').waitFor();
    expect(await card.locator('[role="status"]').textContent()).toContain('410');
    expect(await accessFaults(page)).toEqual([]);

    receiver.status = 200;
    await card.locator('a:has-text("Edit")').click();
    expect(await page.getByLabel(/^URL/).inputValue()).toBe('');
    await page.getByText('set; left empty, it is kept').first().waitFor();
    await page.getByLabel(/^Name/).fill('Night watch');
    await page.click('button:has-text("Save")');
    const renamed = page.locator('.channel:has-text("Night watch")');
    await renamed.locator('button:has-text("Send a test")').click();
    await renamed.getByText('It was taken after').waitFor();
    expect(receiver.events).toHaveLength(3);

    await renamed.locator('button:has-text("Delete")').click();
    await page.click('dialog button:has-text("Keep it")');
    await renamed.locator('button:has-text("Delete")').click();
    await page.click('dialog button:has-text("Delete")');
    await renamed.waitFor({ state: 'detached' });
    expect((await listed()).map(({ id }) => id)).toEqual(['webhook']);
  },
  PATIENCE_MS,
);

test(
  'a delivery that failed leads from the monitor and the list to another attempt, which arrives',
  async () => {
    await giveUpOn('down');
    const page = await viewDashboard(browser, server.url, {
      at: '/#/monitors/service/shop',
      adminKey: ADMIN,
      width: 390,
      dark: false,
    });
    await page.waitForSelector('.hears li:has-text("hears every monitor that names no channel")');
    await page.waitForSelector('.log li:has-text("webhook could not be told that it is Down")');
    expect(await accessFaults(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);

    await page.click('.banner:has-text("given up: nobody was told") a');
    await page.click('main a:has-text("Look at what was given up")');
    expect(page.url()).toBe(`${server.url}/#/deliveries?status=failed`);
    const failed = page.locator('.delivery.failed:has-text("Shop")');
    await failed.getByText('410').waitFor();
    expect(await accessFaults(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    operators.status = 200;
    await failed.locator('button:has-text("Send again")').click();
    await failed.waitFor({ state: 'detached' });
    await page.getByLabel('State').selectOption('delivered');
    await page.waitForSelector('.delivery.delivered:has-text("taken by the receiver")');
    await page.getByLabel('Channel').selectOption('webhook');
    expect(page.url()).toContain('status=delivered&channel=webhook');
    expect(operators.events.filter(({ data }) => data.to === 'down')).toHaveLength(2);
  },
  PATIENCE_MS,
);

test(
  'who bears no key sees nothing of channels, and is not led there',
  async () => {
    const page = await viewDashboard(browser, server.url, { at: '/#/channels' });
    await page.waitForSelector('h1:has-text("Log in to see the channels")');
    expect(await page.locator('nav a:has-text("Channels")').count()).toBe(0);
    await page.goto(`${server.url}/#/monitors/service/shop`);
    await page.waitForSelector('h1:has-text("Shop")');
    await page.waitForSelector('section[aria-label="Log"]');
    expect(await page.locator('.hears').count()).toBe(0);
    expect(await page.locator('button:has-text("Deliveries")').count()).toBe(0);
  },
  PATIENCE_MS,
);
