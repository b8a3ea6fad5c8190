import { fitting } from '../../../contracts/http/fit.ts';
import { notFound } from '../../../contracts/http/http-error.ts';
import { ID_PATTERN } from '../../../contracts/http/limits.ts';
import { badgeQuery } from '../../../contracts/pages/badge-query.ts';
import { KINDS } from '../../../core/monitor/ref.ts';
import { countByStatus, type View } from '../../../core/paths/read-fleet.ts';
import type { Endpoint, HttpAnswer, HttpEvent } from '../../runtime/endpoint.ts';
import { etagOf } from '../../runtime/etag.ts';
import { pathParameter } from '../../runtime/path-parameter.ts';
import { type BadgeText, badge } from './badge.ts';
import type { PublicStatus } from './public-status.ts';

const ENDING = '.svg';

/** The same for what is not there and for what strangers may not see. */
const unknownBadge = () => notFound('There is no such badge');

/** What the badge in the path is named after. @throws HttpError 404 */
function subjectOfBadge(event: HttpEvent): string {
  const file = pathParameter(event, 'badge');
  if (!file.endsWith(ENDING)) throw unknownBadge();
  return file.slice(0, -ENDING.length);
}

const showBadge =
  (read: (event: HttpEvent) => Promise<BadgeText>): Endpoint =>
  async (event) => {
    const { label } = fitting(badgeQuery, event.queryStringParameters ?? {});
    const text = await read(event);
    return badgeAnswer({ ...text, label: label ?? text.label });
  };

function badgeAnswer(text: BadgeText): HttpAnswer {
  const body = badge(text);
  const headers = {
    'content-type': 'image/svg+xml; charset=utf-8',
    'cache-control': 'public, max-age=30',
    etag: etagOf([body]),
    'content-security-policy': "default-src 'none'",
    'x-content-type-options': 'nosniff',
  };
  return { statusCode: 200, headers, body };
}

/** `GET /badges/monitors/{kind}/{id}.svg` */
export const showMonitorBadge = (status: PublicStatus): Endpoint =>
  showBadge(async (event) => {
    const id = subjectOfBadge(event);
    const kind = KINDS.find((known) => known === pathParameter(event, 'kind'));
    const view = kind && ID_PATTERN.test(id) ? (await status.read()).monitor({ kind, id }) : undefined;
    if (!view) throw unknownBadge();
    return { label: view.monitor.config.name, words: view.status, status: view.status };
  });

/** `GET /badges/tags/{tag}.svg` */
export const showTagBadge = (status: PublicStatus): Endpoint =>
  showBadge(async (event) => {
    const tag = subjectOfBadge(event);
    const views = (await status.read()).tagged(tag);
    const [worst] = views;
    if (!worst) throw unknownBadge();
    return { label: tag, words: stateOfAll(views), status: worst.status };
  });

/** How many are in the worst state: `2 of 7 down`, `all 7 up`, `up`. */
function stateOfAll(views: readonly View[]): string {
  const { status } = views[0]!;
  const counts = countByStatus(views);
  if (counts.total === 1) return status;
  return counts[status] === counts.total
    ? `all ${counts.total} ${status}`
    : `${counts[status]} of ${counts.total} ${status}`;
}
