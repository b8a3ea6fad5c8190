import type { Method, Route } from '../http/route.ts';

interface Tag {
  readonly name: string;
  readonly description: string;
  /** First words of the addresses that belong to it; `/` alone is the page. */
  readonly places: readonly string[];
}

/** In the order in which they are shown. */
const TAGS: readonly Tag[] = [
  {
    name: 'Services',
    description:
      'Services push heartbeats, one or many in a request; one that is silent for too long is down.',
    places: ['/api/heartbeat', '/api/services', '/api/status', '/api/logs'],
  },
  {
    name: 'Schedulers',
    description: 'Scheduled jobs report their runs: pending, running, completed or failed.',
    places: ['/api/v1/schedulers'],
  },
  {
    name: 'Daemons',
    description: 'Daemons register when they start and report their health every few seconds.',
    places: ['/api/daemon', '/api/daemons'],
  },
  {
    name: 'Applications',
    description: 'Whatever can call an address: each application has one of its own, which is its key.',
    places: ['/api/applications', '/heartbeat'],
  },
  {
    name: 'Monitors',
    description: 'Everything that is watched, of whatever kind.',
    places: ['/api/monitors', '/api/v1/monitors', '/api/recent', '/api/occurrences'],
  },
  {
    name: 'Channels',
    description:
      'Where alerts go: channels are added, tried and changed here. Their secrets are never shown.',
    places: ['/api/channels'],
  },
  {
    name: 'Deliveries',
    description: 'Each change of status on its way to each channel: what came of it, and what to send again.',
    places: ['/api/deliveries'],
  },
  {
    name: 'Keys',
    description:
      'API keys are issued, listed, rotated and revoked here. A key is shown once, when it is made.',
    places: ['/api/keys', '/api/v1/keys'],
  },
  {
    name: 'Session',
    description: 'Browsers log in with a key and are known by a cookie; programs send their key instead.',
    places: ['/api/session'],
  },
  {
    name: 'System',
    description:
      'Heartbeat Central itself: its health, its metrics, its dashboard, its status page and this reference.',
    places: [
      '/health',
      '/api/system',
      '/metrics',
      '/',
      '/status',
      '/badges',
      '/api/docs',
      '/api/openapi.json',
    ],
  },
];

const liesIn = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`);

const tagOf = ({ path }: Route): Tag =>
  TAGS.find(({ places }) => places.some((place) => liesIn(path, place))) ?? newcomer(path);

/** A part of the API that nobody has described here yet is named after its address. */
function newcomer(path: string): Tag {
  const [place = path, word = 'System'] = /^\/(?:api\/)?(?:v\d+\/)?([^/]+)/.exec(path) ?? [];
  const name = `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  return { name, description: `What is at \`${place}\`.`, places: [] };
}

export const tagNameOf = (route: Route): string => tagOf(route).name;

/** The tags that the routes have, in order. */
export function tagsOf(routes: readonly Route[]): { name: string; description: string }[] {
  const tags = new Map(routes.map((route) => [tagNameOf(route), tagOf(route)]));
  return [...tags.values()].map(({ name, description }) => ({ name, description }));
}

const METHODS: readonly Method[] = ['POST', 'GET', 'PUT', 'DELETE'];

/** By tag and place; within one, what is wider comes first: `/x`, `/x/register`, `/x/{id}`, `/x/{id}/runs`. */
export const inOrderOfTags = (routes: readonly Route[]): Route[] =>
  routes.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.path === b.path ? METHODS.indexOf(a.method) - METHODS.indexOf(b.method) : a.path < b.path ? -1 : 1),
  );

const PLACES = TAGS.flatMap(({ places }) => places);

function rank({ path }: Route): number {
  const position = PLACES.findIndex((place) => liesIn(path, place));
  return position === -1 ? PLACES.length : position;
}
