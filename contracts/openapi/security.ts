import type { Access, Route } from '../http/route.ts';
import type { Security } from './document-shape.ts';

export const SECURITY_SCHEMES = {
  bearer: { type: 'http', scheme: 'bearer', description: '`Authorization: Bearer <key>`' },
  apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: '`X-API-Key: <key>`' },
} as const;

interface Admission {
  /** Roles of which a key must have one. */
  readonly roles: readonly string[];
  /** True: there are cases in which no key is asked for. */
  readonly withoutKey: boolean;
  readonly words: string;
}

const ADMISSIONS: Readonly<Record<Access, Admission>> = {
  none: { roles: [], withoutKey: true, words: 'Needs no key.' },
  beat: {
    roles: [],
    withoutKey: true,
    words: 'Needs the key of what it speaks for, if that has one; the admin key opens all.',
  },
  read: {
    roles: ['admin', 'writer', 'reader'],
    withoutKey: true,
    words:
      "Needs an admin's, a writer's or a reader's key; none while the status is public (`DASHBOARD_ACCESS`).",
  },
  write: { roles: ['admin', 'writer'], withoutKey: false, words: "Needs an admin's or a writer's key." },
  admin: { roles: ['admin'], withoutKey: false, words: "Needs an admin's key." },
};

const NEVER_PUBLIC: Admission = {
  roles: ADMISSIONS.read.roles,
  withoutKey: false,
  words: "Needs an admin's, a writer's or a reader's key.",
};

const BY_ADDRESS: Admission = {
  roles: [],
  withoutKey: true,
  words: 'Needs no key: whoever knows the address may send.',
};

type Guard = Pick<Route, 'access' | 'neverPublic' | 'responses'>;

function admissionOf({ access, neverPublic, responses }: Guard): Admission {
  if (access === 'read' && neverPublic) return NEVER_PUBLIC;
  return access === 'beat' && !responses[401] ? BY_ADDRESS : ADMISSIONS[access];
}

export const admissionWords = (route: Guard): string => admissionOf(route).words;

/** Any of these lets a request in; the empty one is no key at all. */
export function securityOf(route: Guard): Security[] {
  const admission = admissionOf(route);
  if (admission === ADMISSIONS.none || admission === BY_ADDRESS) return [];
  const { roles, withoutKey } = admission;
  return [{ bearer: roles }, { apiKey: roles }, ...(withoutKey ? [{}] : [])];
}
