import * as z from 'zod/mini';
import { ISSUED_ROLES } from '../../../core/paths/manage-keys.ts';
import { meaning, named } from '../../http/described.ts';
import { object, text } from '../../http/fields.ts';

/** Longer than any key that is issued or may be chosen. */
const MOST_KEY_LENGTH = 1_000;

export const login = named(
  'Login',
  object({ key: meaning("An admin's, a writer's or a reader's key", text(MOST_KEY_LENGTH)) }),
);

export const session = named(
  'Session',
  z.object({
    role: meaning('What its key may do; null where nobody is logged in', z.nullable(z.enum(ISSUED_ROLES))),
    name: meaning('The name of its key', z.nullable(z.string())),
    expires: meaning(
      'When it ends if it is not used; null where nobody is logged in',
      z.nullable(z.string()),
    ),
    access: meaning(
      'Whether the status can be read without logging in (`DASHBOARD_ACCESS`)',
      z.enum(['public', 'private']),
    ),
  }),
);
