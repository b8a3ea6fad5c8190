import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import {
  accessFaults,
  contrastFaults,
  endBrowser,
  overflowOf,
  viewDashboard,
} from '../support/dashboard-page.ts';
import { ServerHome, type ServerRun } from '../support/running-server.ts';

const ADMIN = 'an-admin-key-of-the-test';
const PATIENCE_MS = 120_000;
const APPLICATION = '0b5e7f0e-3c1d-4f7e-9a39-0a2f6f1c9d11';

let browser: Browser;
let home: ServerHome;
let server: ServerRun;
/** The id of a channel. */
let channel: string;

beforeAll(async () => {
  home = new ServerHome({ ADMIN_API_KEY: ADMIN, ALLOW_PRIVATE_TARGETS: 'true', LOG_LEVEL: 'silent' });
  server = await home.start();
  channel = await fill();
  browser = await launchBrowser();
}, PATIENCE_MS);

afterAll(async () => {
  const complaints = await endBrowser(browser);
  await home.remove();
  expect(complaints).toEqual([]);
}, PATIENCE_MS);

async function send(method: string, path: string, body: object): Promise<{ readonly id?: string }> {
  const answer = await fetch(`${server.url}${path}`, {
    method,
    headers: { 'x-api-key': ADMIN },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
  return JSON.parse((await answer.text()) || '{}');
}

/** A monitor of each kind, of which one is down with all that a stack trace has to say, and a channel that answers to nobody. */
async function fill(): Promise<string> {
  const trace = [
    'Error: no tax rate',
    ...Array.from({ length: 30 }, (_, i) => `    at step${i} (run.ts:${i})`),
  ];
  await send('POST', '/api/services', {
    serviceId: 'shop',
    name: 'Shop',
    tags: ['money'],
    requireKey: false,
  });
  await send('POST', '/api/services', { serviceId: 'quiet', requireKey: false });
  await send('POST', '/api/v1/schedulers/register', {
    scheduler_id: 'invoices',
    service_name: 'Billing',
    job_name: 'Invoices',
    schedule: '30 2 * * *',
    timezone: 'Europe/Berlin',
    tags: ['money'],
  });
  await send('POST', '/api/daemon/register', {
    daemonId: 'mailer',
    name: 'Mailer',
    version: '1.0.0',
    capabilities: ['mail'],
    pollInterval: 60_000,
  });
  await send('POST', '/api/applications', { name: 'Till', uuid: APPLICATION, expected_interval: 3_600 });
  const { id } = await send('POST', '/api/channels', {
    name: 'Nobody there',
    type: 'webhook',
    config: { url: 'http://127.0.0.1:9/' },
  });
  for (let i = 0; i < 6; i++) await send('POST', '/api/heartbeat', { serviceId: 'shop' });
  await send('PUT', '/api/v1/schedulers/invoices/status', { status: 'running' });
  await send('PUT', '/api/v1/schedulers/invoices/status', {
    status: 'failed',
    error_message: trace.join('\n'),
  });
  await send('POST', '/api/daemon/heartbeat', { daemonId: 'mailer', status: 'degraded' });
  return id!;
}

/** What axe and the width of the window say against a page. Themes differ in nothing but colours. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await accessFaults(page);
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await contrastFaults(page);
  const overflow = await overflowOf(page);
  return [...dark, ...light, ...(overflow > 0 ? [`${overflow} px too wide`] : [])];
}

/** Pages by what the address has behind its `#`, and what is there when they are whole. */
const pages = (): readonly (readonly [string, string])[] => [
  ['/', '.row.down'],
  ['/?view=lanes', '.lane.down'],
  ['/?q=nothing-is-called-so', '.found button'],
  ['/monitors/service/shop', '.plot .uplot'],
  ['/monitors/service/quiet', '.copyable pre'],
  ['/monitors/scheduler/invoices', '.said'],
  ['/monitors/daemon/mailer', '.log li'],
  ['/monitors/service/there-is-none', 'h1:has-text("no such monitor")'],
  ['/monitors/service/shop/edit', 'button:has-text("Save")'],
  ['/monitors/scheduler/invoices/edit', '.occurrences li'],
  ['/new/service', 'button:has-text("Watch it")'],
  ['/new/scheduler', 'button:has-text("Watch it")'],
  ['/new/application', 'button:has-text("Watch it")'],
  ['/channels', '.channel'],
  ['/new-channel/email', 'button:has-text("Add it")'],
  ['/new-channel/webhook', 'button:has-text("Add it")'],
  [`/channels/${channel}`, 'button:has-text("Save")'],
  ['/deliveries', '.delivery'],
  ['/keys', 'td.actions'],
  ['/system', '.facts'],
  ['/nowhere', 'h1:has-text("There is nothing here")'],
];

const GAP = { from: new Date(Date.now() - 60_000).toISOString(), to: new Date().toISOString() };
/** How we ourselves may not be well. */
const TROUBLES = [
  ['The store cannot be reached', { store: 'failing' }],
  ['the sweep is overdue', { sweep: { at: GAP.from, overdue: true } }],
  ['We cannot hear since', { hearing: { heardAt: GAP.from, gap: { ...GAP, to: null } } }],
  ['2 alerts were given up', { deliveries: { pending: 3, failed: 2, oldestPendingAt: GAP.from } }],
] as const;

test(
  'an empty dashboard and its login keep nobody out',
  async () => {
    const emptyHome = new ServerHome({ ADMIN_API_KEY: ADMIN, LOG_LEVEL: 'silent' });
    const { url } = await emptyHome.start();
    const page = await viewDashboard(browser, url, { width: 390 });
    await page.waitForSelector('.first-steps');
    expect(await faultsOf(page)).toEqual([]);
    await page.click('button:has-text("Log in")');
    await page.waitForSelector('dialog');
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
    await emptyHome.remove();
  },
  PATIENCE_MS,
);

test(
  'no page keeps anybody out, in either theme',
  async () => {
    // What is not there is answered with 404, of which the browser tells.
    const page = await viewDashboard(browser, server.url, { adminKey: ADMIN, expected: ['404'] });
    const found: Record<string, readonly string[]> = {};
    for (const [at, whole] of pages()) {
      await page.goto(`${server.url}/#${at}`);
      await page.waitForSelector(whole);
      found[at] = await faultsOf(page);
    }
    await page.goto(`${server.url}/#/monitors/service/shop`);
    await page.click('.title button:has-text("Delete")');
    await page.waitForSelector('dialog');
    found.dialog = await faultsOf(page);
    expect(Object.fromEntries(Object.entries(found).filter(([, faults]) => faults.length > 0))).toEqual({});
    await page.close();
  },
  PATIENCE_MS,
);

test(
  'on a phone the bar is two lines at most, every page fits, and a screen on a wall is as open',
  async () => {
    const page = await viewDashboard(browser, server.url, { adminKey: ADMIN, width: 390 });
    for (const [at, whole] of [
      ['/', '.row.down'],
      ['/monitors/scheduler/invoices', '.said'],
      ['/keys', 'td.actions'],
      ['/deliveries', '.delivery'],
      ['/system', '.facts'],
    ] as const) {
      await page.goto(`${server.url}/#${at}`);
      await page.waitForSelector(whole);
      expect([at, await faultsOf(page)]).toEqual([at, []]);
      const bar = await page.locator('.bar').boundingBox();
      expect(bar!.height).toBeLessThan(90);
      const open = await page.locator('.bar [aria-current]').boundingBox();
      expect(open!.x).toBeGreaterThanOrEqual(0);
      expect(open!.x + open!.width).toBeLessThanOrEqual(390);
    }
    await page.goto(`${server.url}/?tv=1`);
    await page.waitForSelector('.row.down');
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  },
  PATIENCE_MS,
);

test(
  'each banner of our own troubles is said aloud and leads to the figures',
  async () => {
    const page = await viewDashboard(browser, server.url, { adminKey: ADMIN });
    const well = (await (
      await fetch(`${server.url}/api/system`, { headers: { 'x-api-key': ADMIN } })
    ).json()) as object;
    for (const [words, trouble] of TROUBLES) {
      await page.unrouteAll();
      await page.route('**/api/system', (route) => route.fulfill({ json: { ...well, ...trouble } }));
      await page.goto('about:blank');
      await page.goto(`${server.url}/`);
      await page.waitForSelector(`.banner:has-text("${words}")`);
      expect(await page.textContent('.banner [role="alert"]')).toMatch(/^Heartbeat Central needs you: \w/);
      await page.click('.banner a');
      await page.waitForSelector(`h1:has-text("Heartbeat Central needs you")`);
      expect([words, await faultsOf(page)]).toEqual([words, []]);
    }
    await page.close();
  },
  PATIENCE_MS,
);
