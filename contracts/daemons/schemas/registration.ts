import * as z from 'zod/mini';
import { meaning, named } from '../../http/described.ts';
import { id, listOf, object, text, whole } from '../../http/fields.ts';
import { watchFields } from './watch.ts';

const YEAR_MS = 31_536_000_000;

// The address of the list stands before that of a daemon with its name.
const daemonId = id.check(
  z.refine((value) => value !== 'health', 'must not be "health", which is an address of its own'),
);

/** What a daemon says of itself when it starts. `pollInterval` in milliseconds. */
export const registration = named(
  'DaemonRegistration',
  object({
    daemonId,
    version: text(64),
    capabilities: meaning('What it can do', listOf(text(64), 32)),
    pollInterval: meaning('Milliseconds between two heartbeats', whole(0, YEAR_MS)),
    registeredAt: meaning('Its own clock: kept and shown, never judged by', z.nullish(text(64))),
    ...watchFields,
  }),
);

export type RegistrationFields = z.infer<typeof registration>;

/** What people say of a daemon before it first starts. */
export const newDaemon = named('NewDaemon', object({ daemonId, ...watchFields }));

export const changedDaemon = named(
  'DaemonChanges',
  object({ daemonId: meaning('The one in the address, if at all', z.nullish(id)), ...watchFields }),
);

export const registered = named(
  'DaemonRegistered',
  z.object({
    success: z.literal(true),
    daemonId: z.string(),
    registeredAt: z.string(),
  }),
);
