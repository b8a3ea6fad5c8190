import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { endBrowser, viewDashboard } from '../support/dashboard-page.ts';
import { ServerHome, type ServerRun } from '../support/running-server.ts';
import { until } from '../support/until.ts';

const MONITORS = 10_000;
const SLOWED = 4;
const PATIENCE_MS = 180_000;

let browser: Browser;
let home: ServerHome;
let server: ServerRun;

beforeAll(async () => {
  home = new ServerHome({ LOG_LEVEL: 'warn' });
  home.writeServices(
    Array.from({ length: MONITORS }, (_, i) => ({ serviceId: `service-${i}`, tags: [`team-${i % 9}`] })),
  );
  server = await home.start();
  browser = await launchBrowser();
}, PATIENCE_MS);

afterAll(async () => {
  const complaints = await endBrowser(browser);
  await home.remove();
  expect(complaints).toEqual([]);
}, PATIENCE_MS);

/** Scrolls for 5 s, frame by frame, and says how long each frame and each long task took, ms. */
const SCROLL = `new Promise((resolve) => {
  const frames = [], tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map((entry) => entry.duration))).observe({ type: 'longtask' });
  const begun = performance.now();
  let last = begun, most = 0;
  const step = (at) => {
    frames.push(at - last);
    last = at;
    most = Math.max(most, document.querySelectorAll('.list li').length);
    scrollBy(0, 120);
    if (at - begun < 5000) requestAnimationFrame(step);
    else resolve({ frames, tasks, most });
  };
  requestAnimationFrame(step);
})`;

/** The rows in the order in which a screen reader meets them. */
const ORDER = `document.querySelector('.list').getAttribute('aria-owns').split(' ').map(
  (id) => Number(document.getElementById(id).getAttribute('aria-posinset')))`;

test(
  'of 10,000 monitors only what is seen is made, so that they scroll as a few do; the focus stays with its monitor',
  async () => {
    const page = await viewDashboard(browser, server.url);
    await page.waitForSelector(`.list li[aria-setsize="${MONITORS}"]`);
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('.name[data-index="0"]:focus');
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
    const { frames, tasks, most } = (await page.evaluate(SCROLL)) as {
      frames: number[];
      tasks: number[];
      most: number;
    };
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    const slow = frames.filter((ms) => ms > 50).length;
    console.info(
      `${MONITORS} monitors, processor slowed ${SLOWED} times: ${frames.length} frames in 5 s, ${slow} over 50 ms, ` +
        `the longest ${Math.max(...frames).toFixed(0)} ms; ${tasks.length} tasks over 50 ms`,
    );
    expect(await page.evaluate('scrollY')).toBeGreaterThan(5_000);
    expect(most).toBeLessThan(60);
    // An element that had the focus shows another monitor by now: Enter must not lead there.
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
    await until(async () => {
      const order = (await page.evaluate(ORDER)) as number[];
      return order.length > 15 && order.every((row, i) => i === 0 || row === order[i - 1]! + 1);
    });
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('.name[data-index="0"]:focus');
    await page.keyboard.press('/');
    await page.keyboard.type('service-9999');
    await page.waitForSelector('.list li[aria-setsize="1"]');
  },
  PATIENCE_MS,
);
