// `npm run screenshots`: brings the demo to its interesting state, lets it play for a while and takes pictures of the
// views. `-- --play=0` (seconds) is faster, with less to see in histories; `-- --to=folder` writes elsewhere.
import { mkdirSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../test/support/browser.ts';
import { type Demo, startDemo } from './start-demo.ts';
import { stopAsked } from './stop-asked.ts';
import { SCREENS, VIEWS, type View } from './views.ts';

const FOLDER = fileURLToPath(new URL('../docs/screenshots/', import.meta.url));
/** A picture lives in the repository for ever. */
const MOST_BYTES = 150 * 1_024;
/** Until a view has asked for all that it shows, ms. */
const SETTLE_TIMEOUT_MS = 10_000;
const DRAWN_AFTER_MS = 2_500;

const { values } = parseArgs({
  options: {
    // The rows show 48 heartbeats, of which most take three seconds.
    play: { type: 'string', default: '150' },
    to: { type: 'string', default: FOLDER },
  },
});

/** As the login form does it: from then on the cookie speaks. */
async function logIn(page: Page, { url, adminKey }: Demo): Promise<void> {
  // From a page of the server's own, as its login does.
  await page.goto(`${url}/health`);
  const body = JSON.stringify({ key: adminKey });
  const status = await page.evaluate(
    async (key) => (await fetch('/api/session', { method: 'POST', body: key })).status,
    body,
  );
  if (status !== 200) console.error(`Nobody is logged in: /api/session answered ${status}`);
}

/** In a browser of its own: this one is a single process, and does not survive many windows. @returns the bytes */
async function take(demo: Demo, view: View): Promise<number> {
  const browser = await launchBrowser();
  try {
    return await takeIn(browser, demo, view);
  } finally {
    await browser.close();
  }
}

async function takeIn(browser: Browser, demo: Demo, view: View): Promise<number> {
  const context = await browser.newContext({
    viewport: SCREENS[view.screen],
    deviceScaleFactor: 1,
    colorScheme: view.theme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  if (view.asAdmin) await logIn(page, demo);
  page.on('pageerror', (error) => console.error(`${view.name}: ${error.message}`));
  await page.goto(`${demo.url}${view.at}`);
  await page
    .waitForLoadState('networkidle', { timeout: SETTLE_TIMEOUT_MS })
    .catch(() => console.error(`${view.name} still asks for something`));
  if (view.press) await page.getByRole('button', { name: view.press }).click();
  // Bars and charts are asked for and drawn once the rest stands.
  await page.waitForTimeout(DRAWN_AFTER_MS);
  const path = join(values.to, `${view.name}.png`);
  await page.screenshot({ path });
  return (await stat(path)).size;
}

async function takeAll(demo: Demo): Promise<void> {
  for (const view of VIEWS) {
    const bytes = await take(demo, view);
    const isTooLarge = bytes > MOST_BYTES;
    if (isTooLarge) process.exitCode = 1;
    console.log(`${view.name}.png  ${Math.ceil(bytes / 1_024)} KB${isTooLarge ? ': more than 150' : ''}`);
  }
}

async function takeWhenInteresting(demo: Demo): Promise<void> {
  await demo.interesting();
  await pause(Number(values.play) * 1_000);
  await takeAll(demo);
}

const { asked } = stopAsked();
mkdirSync(values.to, { recursive: true });
const demo = await startDemo({ once: true, seed: 'screenshots', print: () => {}, complain: console.error });
try {
  await Promise.race([asked, takeWhenInteresting(demo)]);
} finally {
  await demo.stop();
}
// Whoever asked for the end does not wait for pictures.
process.exit();
