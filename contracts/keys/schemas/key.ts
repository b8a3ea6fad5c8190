import * as z from 'zod/mini';
import { ISSUED_ROLES, SHOWN_ROLES } from '../../../core/paths/manage-keys.ts';
import { meaning, named } from '../../http/described.ts';
import { object, oneOf, text, whole } from '../../http/fields.ts';
import { listEnd, pageParameters } from '../../http/list-query.ts';

const MOST_DAYS = 3_650;
const MOST_OVERLAP_SECONDS = 30 * 86_400;
export const DEFAULT_OVERLAP_SECONDS = 86_400;

export const newKey = named(
  'NewKey',
  object({
    name: meaning('For people', text(200)),
    role: meaning('What it may do', oneOf(ISSUED_ROLES)),
    expires_in_days: meaning(
      'It is good for so many days; without it, for ever',
      z.nullish(whole(1, MOST_DAYS)),
    ),
  }),
);

export const rotation = named(
  'KeyRotation',
  object({
    overlap_seconds: meaning(
      `The key before is good for so many seconds; ${DEFAULT_OVERLAP_SECONDS} by default`,
      z.nullish(whole(0, MOST_OVERLAP_SECONDS)),
    ),
  }),
);

export const keysQuery = object({
  role: meaning('Only keys of this role', z.nullish(oneOf(SHOWN_ROLES))),
  q: meaning('Only those with this text in the id or the name', z.nullish(text(200))),
  ...pageParameters,
});

/** Where a page of the list ended. */
export const keyPlace = z.tuple([z.string(), z.string()]);

const moment = z.string();
const maybeMoment = z.nullable(z.string());

const times = { created: moment, last_used: maybeMoment, expires: maybeMoment };

/** A key as the API shows it: neither the key itself nor its hash. */
const shown = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(SHOWN_ROLES),
  ...times,
  retiring: meaning('Keys before it that are still good', z.array(z.object(times))),
});

export const key = named('Key', shown);

/** The key itself is in the answer to the request that made it, and nowhere else. */
export const shownKey = named('KeyInClear', z.extend(shown, { key: meaning('Shown this once', z.string()) }));

export const keyList = named('KeyList', z.object({ keys: z.array(key), ...listEnd }));
