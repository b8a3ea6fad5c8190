import * as z from 'zod/mini';
import { KINDS, type MonitorRef, subjectOf } from '../../../core/monitor/ref.ts';
import { MOST_BARS, RECENT_OUTCOMES } from '../../../core/paths/read-recent.ts';
import { meaning, named } from '../../http/described.ts';
import { anyText, object } from '../../http/fields.ts';
import { ID_PATTERN } from '../../http/limits.ts';

const MOST_ASKED = 50;

const wordsOf = (text: string): string[] => text.split(',').map((word) => word.trim());

const asked = anyText
  .check(z.refine((text) => wordsOf(text).length <= MOST_ASKED, `must name at most ${MOST_ASKED} monitors`))
  .register(z.globalRegistry, { examples: ['service/shop-web,scheduler/nightly'] });

export const recentQuery = object({
  monitors: meaning(
    `Which monitors, each as its kind, a slash and its id; at most ${MOST_ASKED}, separated by commas`,
    asked,
  ),
});

/** The monitors that a query names, each once; what can be none is left out. */
export function toRefs(monitors: string): MonitorRef[] {
  const refs = wordsOf(monitors).flatMap((word): [string, MonitorRef][] => {
    const slash = word.indexOf('/');
    const kind = KINDS.find((known) => known === word.slice(0, slash));
    const id = word.slice(slash + 1);
    return kind && ID_PATTERN.test(id) ? [[subjectOf({ kind, id }), { kind, id }]] : [];
  });
  return [...new Map(refs).values()];
}

const bar = z.object({
  at: meaning(
    'When it came; of a run when it ended, or began if it is open; of a silence when it was too long',
    z.string(),
  ),
  outcome: meaning(
    '`alive`, `degraded` and `failed` are heartbeats, `succeeded`, `failed` and `running` are runs, `missed` is a silence',
    z.enum(RECENT_OUTCOMES),
  ),
  seconds: meaning(
    'Since the heartbeat before, or how long the run took; null where that is not known',
    z.nullable(z.number()),
  ),
});

export const recentList = named(
  'RecentMonitors',
  z.object({
    monitors: meaning(
      'In the order asked for; unknown ones are left out',
      z.array(
        z.object({
          kind: z.enum(KINDS),
          id: z.string(),
          bars: meaning(`At most ${MOST_BARS}, oldest first`, z.array(bar)),
        }),
      ),
    ),
  }),
);
