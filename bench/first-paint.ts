import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../test/support/browser.ts';
import { startCentral } from './processes.ts';

const FLEETS = [40, 10_000];
const TIMES = 3;
const VIEWPORT = { width: 1_280, height: 900 };
const KBIT = 1_000 / 8;

interface Conditions {
  readonly name: string;
  /** How many times slower the processor is. */
  readonly slowed: number;
  /** Undefined: that of this machine. */
  readonly network?: { readonly latencyMs: number; readonly downBytes: number; readonly upBytes: number };
}

/** "Fast 3G" as browsers' tools mean it, and a cable at home. */
const CONDITIONS: readonly Conditions[] = [
  { name: 'this machine', slowed: 1 },
  { name: 'processor slowed 4 times', slowed: 4 },
  {
    name: 'cable (5 Mbit/s, 28 ms), processor slowed 4 times',
    slowed: 4,
    network: { latencyMs: 28, downBytes: 5_000 * KBIT, upBytes: 1_000 * KBIT },
  },
  {
    name: 'fast 3G (1.6 Mbit/s, 150 ms), processor slowed 4 times',
    slowed: 4,
    network: { latencyMs: 150, downBytes: 1_600 * KBIT, upBytes: 750 * KBIT },
  },
];

interface Painted {
  /** Since the page was asked for, ms. */
  readonly firstMs: number;
  readonly rowsMs: number;
}

/** Writes down when the first rows are painted: at the frame after they are there. */
const WATCH = `globalThis.rowsPainted = new Promise((resolve) => new MutationObserver((_, observer) => {
  if (!document.querySelector('.list .row')) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
}).observe(document, { childList: true, subtree: true }))`;

const FIGURES = `Promise.all([rowsPainted, new Promise((resolve) => new PerformanceObserver((list) => {
  const [first] = list.getEntriesByName('first-contentful-paint');
  if (first) resolve(first.startTime);
}).observe({ type: 'paint', buffered: true }))]).then(([rowsMs, firstMs]) => ({ rowsMs, firstMs }))`;

async function slowDown(page: Page, { slowed, network }: Conditions): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  if (network)
    await session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: network.latencyMs,
      downloadThroughput: network.downBytes,
      uploadThroughput: network.upBytes,
    });
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowed });
}

/** In a window that has nothing of the server's. */
async function paintedIn(browser: Browser, url: string, conditions: Conditions): Promise<Painted> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.addInitScript(WATCH);
  await slowDown(page, conditions);
  await page.goto(url, { waitUntil: 'commit' });
  const painted = (await page.evaluate(FIGURES)) as Painted;
  await page.goto('about:blank');
  return painted;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

async function measure(url: string, conditions: Conditions): Promise<void> {
  const all: Painted[] = [];
  for (let i = 0; i < TIMES; i++) {
    // One that is as the npm package starts it ends with its page.
    const browser = await launchBrowser();
    try {
      all.push(await paintedIn(browser, url, conditions));
    } finally {
      await browser.close();
    }
  }
  const first = median(all.map(({ firstMs }) => firstMs));
  const rows = median(all.map(({ rowsMs }) => rowsMs));
  console.log(`  ${conditions.name.padEnd(58)} ${first.toFixed(0)} ms, rows after ${rows.toFixed(0)} ms`);
}

/** First paint of the dashboard and of its rows with a cold cache, for slow machines and networks. */
export async function benchFirstPaint(): Promise<void> {
  for (const fleet of FLEETS) {
    console.log(`\nFirst paint of ${fleet} monitors, cold cache, median of ${TIMES} (aim: 1,000 ms)`);
    const central = await startCentral(fleet);
    try {
      for (const conditions of CONDITIONS) await measure(central.url, conditions);
    } finally {
      await central.stop();
    }
  }
}
