import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';

const { source: AXE } = createRequire(import.meta.url)('axe-core') as { readonly source: string };

export interface Viewing {
  readonly width?: number;
  readonly dark?: boolean;
  /** What stands behind the server's address. */
  readonly at?: string;
  /** Whoever looks has logged in with this key of an admin. */
  readonly adminKey?: string;
}

export interface Viewed {
  readonly page: Page;
  /** What the browser complained of, and requests to other hosts. */
  readonly complaints: string[];
}

/** Opens the dashboard in a window of its own. */
export async function viewDashboard(browser: Browser, url: string, viewing: Viewing = {}): Promise<Viewed> {
  const { width = 1_280, dark = true, at = '/', adminKey } = viewing;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en-GB',
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
  if (adminKey) await logIn(page, url, adminKey);
  await page.goto(`${url}${at}`);
  return { page, complaints };
}

/** As the login does, from a page of the server's own. */
async function logIn(page: Page, url: string, key: string): Promise<void> {
  await page.goto(`${url}/health`);
  const status = await page.evaluate(async (body) => {
    const answer = await fetch('/api/session', { method: 'POST', body });
    return answer.status;
  }, JSON.stringify({ key }));
  if (status !== 200) throw new Error(`Nobody was let in: ${status}`);
}

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
