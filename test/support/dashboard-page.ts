import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';

const { source: AXE } = createRequire(import.meta.url)('axe-core') as { readonly source: string };

export interface Viewing {
  readonly width?: number;
  readonly dark?: boolean;
  /** What stands behind the server's address. */
  readonly at?: string;
  /** Whoever looks bears this key of an admin, as after a login. */
  readonly adminKey?: string;
  /** True: nobody is logged in, and nothing is shown without it. */
  readonly isPrivate?: boolean;
}

export interface Viewed {
  readonly page: Page;
  /** What the browser complained of, and requests to other hosts. */
  readonly complaints: string[];
}

/** Opens the dashboard in a window of its own. */
export async function viewDashboard(browser: Browser, url: string, viewing: Viewing = {}): Promise<Viewed> {
  const { width = 1_280, dark = true, at = '/', adminKey, isPrivate = false } = viewing;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en-GB',
    ...(adminKey && { extraHTTPHeaders: { 'x-api-key': adminKey } }),
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:'))
      complaints.push(`asked another host: ${request.url()}`);
  });
  await page.route('**/api/session', (route) =>
    route.fulfill({
      json: {
        role: adminKey ? 'admin' : null,
        name: adminKey ? 'The test' : null,
        expires: null,
        access: isPrivate ? 'private' : 'public',
      },
    }),
  );
  await page.route('**/api/system', (route) => route.fulfill({ json: SYSTEM }));
  await page.route('**/api/recent?*', (route) => {
    const asked = new URL(route.request().url()).searchParams.get('monitors')!.split(',');
    const monitors = asked.map((name) => {
      const slash = name.indexOf('/');
      return { kind: name.slice(0, slash), id: name.slice(slash + 1), bars: BARS };
    });
    return route.fulfill({ json: { monitors } });
  });
  await page.goto(`${url}${at}`);
  return { page, complaints };
}

const SYSTEM = {
  hearing: { heardAt: '2026-03-02T12:00:00.000Z', gap: null },
  sweep: { at: '2026-03-02T12:00:00.000Z', overdue: false },
  deliveries: { pending: 0, failed: 0, oldestPendingAt: null },
  store: 'ok',
  version: '0.0.0',
};

const BARS = Array.from({ length: 48 }, (_, i) => ({
  at: new Date(Date.UTC(2026, 2, 2, 12, i)).toISOString(),
  outcome: i % 11 === 0 ? 'degraded' : 'alive',
  seconds: 50 + ((i * 7) % 20),
}));

/** What axe finds that keeps people out, as sentences; the page must be whole before. */
export async function accessFaults(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations, passes } = (await page.evaluate('axe.run()')) as AxeResults;
  if (passes.length < 10) return ['axe looked at hardly anything'];
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** By how many pixels the page is wider than its window. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)');
