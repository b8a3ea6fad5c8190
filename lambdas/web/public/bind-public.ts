import { notFound } from '../../../contracts/http/http-error.ts';
import * as routes from '../../../contracts/pages/routes.ts';
import { callerOf, type Gate } from '../../runtime/access.ts';
import { type Binding, bind, type Endpoint } from '../../runtime/endpoint.ts';
import type { BrowserRuntime } from '../../runtime/runtime.ts';
import type { StatusPageChoice } from '../../runtime/status-page-choice.ts';
import { KeptText } from '../kept-text.ts';
import { noStatusPage } from './no-status-page.ts';
import { publicPage } from './public-page.ts';
import { type PublicReading, PublicStatus } from './public-status.ts';
import { showMonitorBadge, showTagBadge } from './show-badge.ts';

/** What everybody may see: the status page, and badges. */
export function bindPublic(runtime: BrowserRuntime, gate: Gate): Binding[] {
  const status = new PublicStatus(runtime);
  const { statusPage } = runtime.settings;
  return [
    bind(routes.showPublicStatus, statusPage ? showPage(status, statusPage) : showNoPage(gate)),
    bind(routes.showMonitorBadge, showMonitorBadge(status)),
    bind(routes.showTagBadge, showTagBadge(status)),
  ];
}

/** Written once for each reading, for all who ask meanwhile. */
function showPage(status: PublicStatus, choice: StatusPageChoice): Endpoint {
  const pages = new WeakMap<PublicReading, KeptText>();
  return async (event) => {
    const reading = await status.read();
    const page = pages.get(reading) ?? pageOf(reading, choice);
    pages.set(reading, page);
    return page.answer(event);
  };
}

function pageOf(reading: PublicReading, choice: StatusPageChoice): KeptText {
  const { text, headers } = publicPage(reading, choice);
  const kept = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'public, max-age=15' };
  return new KeptText(text, { ...headers, ...kept });
}

const showNoPage =
  (gate: Gate): Endpoint =>
  async (event) => {
    const { keyId } = await callerOf(event, gate, true);
    if (keyId === undefined) throw notFound('There is no status page');
    return noStatusPage();
  };
