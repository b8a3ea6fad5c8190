import * as z from 'zod/mini';
import { meaning, named } from '../http/described.ts';

const maybeMoment = z.nullable(z.string());
const count = (description: string) =>
  meaning(`${description}; 1,000 stands for so many or more`, z.number());

/** How Heartbeat Central itself is, in figures. Nothing in it is secret: public readers see it too. */
export const systemState = named(
  'SystemState',
  z.object({
    hearing: z.object({
      heardAt: meaning('When our own heartbeat was heard last', maybeMoment),
      gap: meaning(
        'The last time in which we could not hear, if it lasts (`to` is null) or ended within a day',
        z.nullable(z.object({ from: z.string(), to: maybeMoment })),
      ),
    }),
    sweep: z.object({
      at: meaning('When silence was looked for last, as a safety net under the timers', maybeMoment),
      overdue: meaning('Three of these in a row are missing', z.boolean()),
    }),
    deliveries: z.object({
      pending: count('Alerts on their way to a channel'),
      failed: count('Alerts that were given up within the last 24 hours'),
      oldestPendingAt: meaning('Since when the oldest of those on their way is', maybeMoment),
    }),
    store: meaning('Whether what is heard is stored', z.enum(['ok', 'failing'])),
    version: meaning('The release that runs', z.string()),
  }),
);
