import * as z from 'zod/mini';
import { KINDS } from '../../../core/monitor/ref.ts';
import { meaning, named } from '../../http/described.ts';
import { object } from '../../http/fields.ts';
import { kindFilter, monitorFilters, nextCursor, pageParameters } from '../../http/list-query.ts';
import { moment } from '../../http/moment.ts';
import { nextPage, timeParameters } from '../../http/time-page.ts';

const changedAfter = z
  .nullish(moment)
  .check(
    z.meta({ description: 'Only what was heard, changed its status or became late at or after this time' }),
  );

export const statusQuery = object({
  kind: meaning('What is shown; services by default', kindFilter.kind),
  ...monitorFilters,
  changedAfter,
  ...pageParameters,
});

export const historyQuery = object(timeParameters);

const percent = z.nullable(z.number());
const nullableText = z.nullable(z.string());

const row = z.object({
  serviceId: z.string(),
  name: z.string(),
  status: meaning('`up`, `late`, `degraded`, `down`, `running`, `paused` or `unknown`', z.string()),
  reason: meaning('Why it is so, as a word: `missed`, `reported-failure`, `recovered`', z.string()),
  since: meaning('Since when it has this status', z.string()),
  lastHeartbeat: nullableText,
  secondsSinceLastHeartbeat: z.nullable(z.number()),
  stalenessThreshold: meaning('Seconds of silence after which it is down', z.nullable(z.number())),
  expectedAt: meaning('When the next heartbeat is due', nullableText),
  uptime: meaning(
    'Percent of the watched time of the last 24 hours, 7 and 30 days; null where nothing was watched',
    z.object({ day: percent, week: percent, month: percent }),
  ),
  message: meaning('Its last words; null for readers without a key', nullableText),
  kind: meaning('Where `kind` was asked for', z.optional(z.enum(KINDS))),
  id: meaning('Where `kind` was asked for', z.optional(z.string())),
  tags: meaning('Where `kind` was asked for', z.optional(z.array(z.string()))),
  owner: meaning('Where `kind` was asked for; null for readers without a key', z.optional(nullableText)),
  downAfter: meaning(
    'Where `kind` was asked for: it is down if nothing is heard by then',
    z.optional(nullableText),
  ),
  runningSince: meaning(
    'Where `kind` was asked for: when the oldest run that is under way began',
    z.optional(nullableText),
  ),
});

const counts = meaning('How many are in each status, and in `total`', z.record(z.string(), z.number()));

export const status = named(
  'Status',
  z.object({ timestamp: z.string(), summary: counts, services: z.array(row), cursor: nextCursor }),
);
export const statusHistory = named(
  'StatusHistory',
  z.object({ history: z.array(z.object({ timestamp: z.string(), summary: counts })), next: nextPage }),
);
