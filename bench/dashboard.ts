import type { CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../test/support/browser.ts';
import { startCentral } from './processes.ts';

const MONITORS = 10_000;
const SLOWED = 4;
const SECONDS = 5;
const SLOW_FRAME_MS = 50;
const VIEWPORT = { width: 1_280, height: 900 };

/** As tall as the list, and nothing in it: what the browser takes on this machine without us. */
const BARE_PAGE = `<!doctype html><style>body{margin:0;height:${MONITORS * 62}px}</style>`;

/** Pixels a second of a wheel that is turned steadily, of one that is flung, and of a drag through the list. */
const SPEEDS = [
  ['a wheel, 1,200 px a second', 1_200],
  ['flung, 7,200 px a second', 7_200],
] as const;

const BARS = Array.from({ length: 48 }, (_, i) => ({
  at: new Date(Date.UTC(2026, 2, 2, 12, i)).toISOString(),
  outcome: i % 11 === 0 ? 'degraded' : 'alive',
  seconds: 50 + ((i * 7) % 20),
}));

interface Scrolled {
  /** Times from frame to frame, ms. */
  readonly frames: readonly number[];
  /** What blocked the main thread for longer than 50 ms, ms. */
  readonly tasks: readonly number[];
}

/** Writes down every frame for as long as a wheel turns; the page is scrolled from outside, as by a hand. */
const WATCH = `(() => {
  const seen = { frames: [], tasks: [] };
  const observer = new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ type: 'longtask' });
  let last = performance.now(), isOver = false;
  const step = (at) => {
    seen.frames.push(at - last);
    last = at;
    if (!isOver) requestAnimationFrame(step);
  };
  requestAnimationFrame((at) => { last = at; requestAnimationFrame(step); });
  globalThis.endWatch = () => { isOver = true; observer.disconnect(); return seen; };
})()`;

async function scrolled(page: Page, session: CDPSession, speed: number): Promise<Scrolled> {
  await page.evaluate('scrollTo(0, 0)');
  await page.evaluate(WATCH);
  await session.send('Input.synthesizeScrollGesture', {
    x: VIEWPORT.width / 2,
    y: VIEWPORT.height / 2,
    yDistance: -speed * SECONDS,
    speed,
    gestureSourceType: 'mouse',
  });
  return (await page.evaluate('endWatch()')) as Scrolled;
}

function line(what: string, { frames, tasks }: Scrolled): void {
  const slow = frames.filter((ms) => ms > SLOW_FRAME_MS).length;
  const sorted = frames.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const figures = `${frames.length} frames, ${slow} over ${SLOW_FRAME_MS} ms, median ${median.toFixed(0)} ms, longest ${(sorted.at(-1) ?? 0).toFixed(0)} ms`;
  console.log(`  ${what.padEnd(50)} ${figures}; ${tasks.length} tasks over ${SLOW_FRAME_MS} ms`);
}

/** The last beats of every monitor that is asked for: a store of the bench has none. */
async function withBars(page: Page): Promise<void> {
  await page.route('**/api/recent?*', (route) => {
    const asked = new URL(route.request().url()).searchParams.get('monitors')?.split(',') ?? [];
    const monitors = asked.map((key) => ({
      kind: 'service',
      id: key.slice(key.indexOf('/') + 1),
      bars: BARS,
    }));
    return route.fulfill({ json: { monitors } });
  });
}

/** In a browser of its own: one that is as the npm package starts it ends with its page. */
async function measure(name: string, open: (page: Page) => Promise<unknown>): Promise<void> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    await open(page);
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
    for (const [speed, pixels] of SPEEDS) line(`${name}, ${speed}`, await scrolled(page, session, pixels));
  } finally {
    await browser.close();
  }
}

/** Frames while 10,000 monitors are scrolled with a slow processor, beside an empty page. */
export async function benchDashboard(): Promise<void> {
  console.log(
    `\n${MONITORS} monitors in the browser, processor slowed ${SLOWED} times, ${SECONDS} s each (aim: no frame over ${SLOW_FRAME_MS} ms)`,
  );
  await measure('an empty page', (page) => page.setContent(BARE_PAGE));
  const central = await startCentral(MONITORS);
  try {
    await measure('the list', async (page) => {
      await withBars(page);
      await page.goto(central.url);
      await page.waitForSelector(`.list li[aria-setsize="${MONITORS}"]`);
    });
  } finally {
    await central.stop();
  }
}
