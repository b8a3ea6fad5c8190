import * as z from 'zod/mini';
import { ISSUED_ROLES, SHOWN_ROLES } from '../../../core/paths/manage-keys.ts';
import { object, oneOf, text, whole } from '../../http/fields.ts';
import { pageParameters } from '../../http/list-query.ts';

const MOST_DAYS = 3_650;
const MOST_OVERLAP_SECONDS = 30 * 86_400;
export const DEFAULT_OVERLAP_SECONDS = 86_400;

export const newKey = object({
  name: text(200),
  role: oneOf(ISSUED_ROLES),
  expires_in_days: z.nullish(whole(1, MOST_DAYS)),
});

export const rotation = object({ overlap_seconds: z.nullish(whole(0, MOST_OVERLAP_SECONDS)) });

export const keysQuery = object({
  role: z.nullish(oneOf(SHOWN_ROLES)),
  q: z.nullish(text(200)),
  ...pageParameters,
});

/** Where a page of the list ended. */
export const keyPlace = z.tuple([z.string(), z.string()]);

const moment = z.string();
const maybeMoment = z.nullable(z.string());

const times = { created: moment, last_used: maybeMoment, expires: maybeMoment };

/** A key as the API shows it: neither the key itself nor its hash. */
export const key = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(SHOWN_ROLES),
  ...times,
  retiring: z.array(z.object(times)),
});

/** The key itself is in the answer to the request that made it, and nowhere else. */
export const shownKey = z.extend(key, { key: z.string() });

export const keyList = z.object({ keys: z.array(key), total: z.number(), cursor: z.nullable(z.string()) });
