import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../support/browser.ts';
import { viewDashboard } from '../support/dashboard-page.ts';
import { ServerHome, type ServerRun } from '../support/running-server.ts';

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
  await browser.close();
  await home.remove();
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

test(
  'of 10,000 monitors only what is seen is made, so that they scroll as a few do',
  async () => {
    const { page, complaints } = await viewDashboard(browser, server.url);
    await page.waitForSelector(`.list li[aria-setsize="${MONITORS}"]`);
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
    await page.keyboard.press('/');
    await page.keyboard.type('service-9999');
    await page.waitForSelector('.list li[aria-setsize="1"]');
    expect(complaints).toEqual([]);
  },
  PATIENCE_MS,
);
