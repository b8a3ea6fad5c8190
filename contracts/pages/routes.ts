import type { ResponseDoc, Route } from '../http/route.ts';
import { badgeQuery } from './badge-query.ts';

const page = (description: string): ResponseDoc => ({ description, mediaType: 'text/html' });
const KEPT = { 304: { description: 'It is still the one that `If-None-Match` names' } };
const UNREACHABLE = { 503: page('The store cannot be reached') };

export const showPublicStatus: Route = {
  method: 'GET',
  path: '/status',
  operationId: 'showPublicStatus',
  function: 'web',
  access: 'none',
  summary: 'The public status page: monitors with the tags that `STATUS_PAGE_TAGS` names',
  responses: {
    200: page('How they are and were; open to everybody, also where reading is private'),
    ...KEPT,
    401: page('There is no status page, and the key is wrong'),
    404: page('There is no status page; who bears a key is told how to have one'),
    429: page('Too many wrong keys'),
    ...UNREACHABLE,
  },
};

const BADGE = {
  method: 'GET',
  function: 'web',
  access: 'none',
  query: badgeQuery,
  responses: {
    200: { description: 'The badge', mediaType: 'image/svg+xml' },
    ...KEPT,
    400: page('The label is too long'),
    404: page('There is none, or none that strangers may see'),
    ...UNREACHABLE,
  },
} as const satisfies Partial<Route>;

export const showMonitorBadge: Route = {
  ...BADGE,
  path: '/badges/monitors/{kind}/{badge}',
  operationId: 'showMonitorBadge',
  summary: 'The state of a monitor as a badge, while it is on the status page or reading is public',
};

export const showTagBadge: Route = {
  ...BADGE,
  path: '/badges/tags/{badge}',
  operationId: 'showTagBadge',
  summary:
    'The state of all monitors with a tag as a badge, while it is on the status page or reading is public',
};

/** What is made for people who bear no key. */
export const PAGE_ROUTES: readonly Route[] = [showPublicStatus, showMonitorBadge, showTagBadge];
