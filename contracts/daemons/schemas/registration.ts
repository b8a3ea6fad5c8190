import * as z from 'zod/mini';
import { id, listOf, object, text, whole } from '../../http/fields.ts';

const YEAR_SECONDS = 31_536_000;
const seconds = z.nullish(whole(1, YEAR_SECONDS));

/** What a daemon says of itself when it starts. `pollInterval` in milliseconds; the last four are beyond the seed. */
export const registration = object({
  // The address of the list stands before that of a daemon with its name.
  daemonId: id.check(
    z.refine((value) => value !== 'health', 'must not be "health", which is an address of its own'),
  ),
  version: text(64),
  capabilities: listOf(text(64), 32),
  pollInterval: whole(0, YEAR_SECONDS * 1_000),
  registeredAt: z.nullish(text(64)),
  name: z.nullish(text(200)),
  tags: z.nullish(listOf(text(64), 50)),
  stalenessThreshold: seconds,
  retention_seconds: seconds,
});

export type RegistrationFields = z.infer<typeof registration>;

export const registered = z.object({
  success: z.literal(true),
  daemonId: z.string(),
  registeredAt: z.string(),
});
