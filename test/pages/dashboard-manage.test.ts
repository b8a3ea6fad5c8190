import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { accessFaults, endBrowser, overflowOf, viewDashboard } from '../support/dashboard-page.ts';
import { ServerHome, type ServerRun } from '../support/running-server.ts';

const ADMIN = 'an-admin-key-of-the-test';
/** The key of a job, as it is issued. */
let writer: string;
const PATIENCE_MS = 120_000;

let browser: Browser;
let home: ServerHome;
let server: ServerRun;

beforeAll(async () => {
  home = new ServerHome({ ADMIN_API_KEY: ADMIN, LOG_LEVEL: 'warn' });
  server = await home.start();
  const channel = { name: 'Night watch', type: 'ntfy', config: { url: 'https://ntfy.example.com/night' } };
  expect((await send('POST', '/api/channels', channel)).status).toBe(201);
  const issued = await send('POST', '/api/v1/keys', { name: 'Jobs', role: 'writer' });
  writer = ((await issued.json()) as { key: string }).key;
}, PATIENCE_MS);

// This Chromium is one process, and does not always survive many windows: each test has its own.
beforeEach(async () => {
  browser = await launchBrowser();
}, PATIENCE_MS);
afterEach(async () => expect(await endBrowser(browser)).toEqual([]), PATIENCE_MS);

afterAll(async () => {
  await home.remove();
}, PATIENCE_MS);

const send = (method: string, path: string, body?: object) =>
  fetch(`${server.url}${path}`, {
    method,
    headers: { 'x-api-key': ADMIN },
    ...(body && { body: JSON.stringify(body) }),
  });
const read = async (path: string) => (await send('GET', path)).json();

interface Made {
  readonly kind: string;
  /** The label of the field with its id, where people choose one. */
  readonly idLabel?: RegExp;
  readonly nameLabel: RegExp;
  /** Whether something is shown once, before the page of the monitor. */
  readonly shown: boolean;
  /** What the API says of it once it was made, and once it was changed. */
  readonly made: object;
}

const FIVE_MINUTES = { type: 'interval', intervalSeconds: 300, graceSeconds: 300 };

const MADE: readonly Made[] = [
  {
    kind: 'service',
    idLabel: /^Service id/,
    nameLabel: /^Name/,
    shown: true,
    made: { schedule: FIVE_MINUTES, requiresKey: true },
  },
  {
    kind: 'scheduler',
    idLabel: /^Scheduler id/,
    nameLabel: /^Job name/,
    shown: false,
    made: { schedule: { type: 'cron', expression: '30 2 * * *', graceSeconds: 1_800 } },
  },
  {
    kind: 'daemon',
    idLabel: /^Daemon id/,
    nameLabel: /^Name/,
    shown: false,
    made: { schedule: FIVE_MINUTES, retentionSeconds: 604_800, lastHeartbeat: null },
  },
  { kind: 'application', nameLabel: /^Name/, shown: true, made: { schedule: FIVE_MINUTES } },
];

test.each(MADE)(
  // A scheduler by whoever has the key of the job: they may do all of this too.
  'of the kind $kind one is made, changed, paused, watched again and deleted',
  async ({ kind, idLabel, nameLabel, shown, made }) => {
    const page = await viewDashboard(browser, server.url, {
      at: `/#/new/${kind}`,
      adminKey: kind === 'scheduler' ? writer : ADMIN,
      // Whether a scheduler is there is looked up first; and what was just deleted may be looked at once more.
      expected: ['404'],
    });
    const present = async () => {
      const { monitors } = (await read(`/api/monitors?kind=${kind}`)) as { monitors: { id: string }[] };
      return read(`/api/monitors/${kind}/${monitors[0]?.id}`);
    };
    if (idLabel) await page.getByLabel(idLabel).fill('till');
    await page.getByLabel(nameLabel).fill('Till');
    expect(await accessFaults(page)).toEqual([]);
    await page.click('button:has-text("Watch it")');
    if (shown) await page.click('text=To the monitor');
    await page.waitForSelector('.title.unknown h1:has-text("Till")');
    expect(await present()).toMatchObject({ name: 'Till', ...made });

    await page.click('.title a:has-text("Edit")');
    expect(await page.getByLabel(nameLabel).inputValue()).toBe('Till');
    await page.getByLabel(nameLabel).fill('Till 2');
    await page.getByLabel(/^Tags/).fill('shop, money');
    await page.getByLabel('Night watch').check();
    await page.click('.presets button:has-text("Low priority")');
    if (kind !== 'scheduler') await page.waitForSelector('.preview:has-text("down after 2 h")');
    await page.click('button:has-text("Save")');
    await page.waitForSelector('.title h1:has-text("Till 2")');
    expect(await present()).toMatchObject({
      ...made,
      name: 'Till 2',
      tags: ['shop', 'money'],
      channels: ['night-watch'],
      schedule:
        kind === 'scheduler'
          ? { type: 'cron', graceSeconds: 14_400 }
          : { intervalSeconds: 3_600, graceSeconds: 3_600 },
    });

    await page.click('button:has-text("Pause")');
    await page.waitForSelector('.title.paused');
    await page.click('.notice button:has-text("Undo")');
    await page.waitForSelector('.title.unknown');
    await page.click('button:has-text("Pause")');
    await page.click('button:has-text("Resume")');
    await page.waitForSelector('.title.unknown');

    await page.click('button:has-text("Delete")');
    await page.click('dialog button:has-text("Keep it")');
    await page.click('button:has-text("Delete")');
    await page.click('dialog button:has-text("Delete")');
    await page.waitForSelector('h1:has-text("Nothing is watched yet")');
  },
  PATIENCE_MS,
);

test(
  'a new scheduler takes the place of none that is there',
  async () => {
    await send('POST', '/api/v1/schedulers/register', { scheduler_id: 'nightly', job_name: 'Import' });
    const page = await viewDashboard(browser, server.url, { at: '/#/new/scheduler', adminKey: ADMIN });
    await page.getByLabel(/^Scheduler id/).fill('nightly');
    await page.getByLabel(/^Job name/).fill('Backup');
    await page.click('button:has-text("Watch it")');
    await page.waitForSelector('label:has-text("Scheduler id") .problem:has-text("exists already")');
    expect(await read('/api/v1/schedulers/nightly')).toMatchObject({ job_name: 'Import', schedule: null });
    await send('DELETE', '/api/v1/schedulers/nightly');
  },
  PATIENCE_MS,
);

test(
  "a service's key is shown once, and its heartbeats bear it; a schedule is shown before it is saved",
  async () => {
    const page = await viewDashboard(browser, server.url, {
      at: '/#/new',
      adminKey: ADMIN,
      // What a field that does not fit is answered with.
      expected: ['400'],
    });
    await page.getByLabel(/^Service id/).fill('door');
    await page.selectOption('select', 'cron');
    await page.getByLabel(/^Cron expression/).fill('61 * * * *');
    await page.waitForSelector('.preview .problem');
    await page.getByLabel(/^Cron expression/).fill('30 2 * * *');
    await page.getByLabel(/^Time zone/).fill('Europe/Paris');
    await page.waitForSelector('.occurrences li:nth-child(5)');
    await page.click('button:has-text("Watch it")');
    const key = (await page.textContent('.copyable pre'))!;
    const beat = await fetch(`${server.url}/api/heartbeat`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: '{"serviceId":"door"}',
    });
    expect(beat.status).toBe(200);
    expect(await read('/api/monitors/service/door')).toMatchObject({
      schedule: { type: 'cron', expression: '30 2 * * *', timezone: 'Europe/Paris' },
    });
    await send('DELETE', '/api/services/door');
  },
  PATIENCE_MS,
);

test(
  'changes that are not saved are lost only by those who say so',
  async () => {
    const page = await viewDashboard(browser, server.url, { adminKey: ADMIN });
    const question = page.locator('dialog:has-text("Leave without saving?")');
    await page.click('text=Watch something new');
    await page.click('.kinds a:has-text("daemon")');
    await page.getByLabel(/^Daemon id/).fill('worker-1');

    await page.goBack();
    await question.waitFor();
    expect(await accessFaults(page)).toEqual([]);
    await question.locator('button:has-text("Stay")').click();
    await question.waitFor({ state: 'detached' });
    await page.click('nav a:has-text("Keys")');
    await question.waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    expect(await page.getByLabel(/^Daemon id/).inputValue()).toBe('worker-1');
    expect(page.url()).toBe(`${server.url}/#/new/daemon`);
    const asked: string[] = [];
    page.once('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await page.reload();
    expect(asked).toEqual(['beforeunload']);

    await page.goto(`${server.url}/#/new-channel/ntfy`);
    await page.getByLabel(/^Name/).fill('Phones');
    await page.click('text=Cancel');
    await question.locator('button:has-text("Leave")').click();
    await page.waitForSelector('h1:has-text("Channels")');
    // Nothing was changed: nothing is asked.
    await page.click('text=Add a channel');
    await page.click('text=Cancel');
    await page.waitForSelector('h1:has-text("Channels")');
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
