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
  /** What the browser may complain of, in words of the complaint: `401` where nobody is let in. */
  readonly expected?: readonly string[];
}

/** What the pages of a browser complained of, and their requests to other hosts. */
const complaintsOf = new WeakMap<Browser, string[]>();

/** Ends a browser. @returns what its pages complained of without being expected to: nothing, where all is well */
export async function endBrowser(browser: Browser): Promise<readonly string[]> {
  await browser.close();
  return complaintsOf.get(browser) ?? [];
}

/** Opens the dashboard in a window of its own; `endBrowser` tells what it complained of. */
export async function viewDashboard(browser: Browser, url: string, viewing: Viewing = {}): Promise<Page> {
  const { width = 1_280, dark = true, at = '/', adminKey, expected = [] } = viewing;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  watch(browser, page, url, expected);
  if (adminKey) await logIn(page, url, adminKey);
  await page.goto(`${url}${at}`);
  return page;
}

function watch(browser: Browser, page: Page, url: string, expected: readonly string[]): void {
  const complaints = complaintsOf.get(browser) ?? [];
  complaintsOf.set(browser, complaints);
  const complain = (words: string): void => {
    if (!expected.some((part) => words.includes(part))) complaints.push(words);
  };
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complain(message.text());
  });
  page.on('pageerror', (error) => complain(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:'))
      complain(`asked another host: ${request.url()}`);
  });
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
export const accessFaults = (page: Page): Promise<string[]> => faultsByRules(page, {}, 10);

/** As `accessFaults`, of colours alone: what is left to look at of a page in its other theme. */
export const contrastFaults = (page: Page): Promise<string[]> =>
  faultsByRules(page, { runOnly: ['color-contrast'] }, 1);

async function faultsByRules(page: Page, rules: object, leastPassed: number): Promise<string[]> {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(AXE);
  const options = JSON.stringify({ resultTypes: ['violations'], ...rules });
  const { violations, passes } = (await page.evaluate(`axe.run(${options})`)) as AxeResults;
  if (passes.length < leastPassed) return ['axe looked at hardly anything'];
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** By how many pixels the page is wider than its window. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate('Math.max(0, document.documentElement.scrollWidth - window.innerWidth)');
