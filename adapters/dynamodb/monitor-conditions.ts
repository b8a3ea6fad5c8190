import type { Monitor } from '../../core/monitor/monitor.ts';
import type { SteadyState } from '../../core/monitor/signal.ts';
import type { HeardGuard, SteadyBeat } from '../../core/ports/monitor-store.ts';
import { abbreviation } from './abbreviations.ts';
import { all, type Condition, either } from './conditions.ts';
import { ATTRIBUTE, type Field, runName } from './monitor-items.ts';

const named = (...fields: readonly Field[]): Record<string, string> =>
  Object.fromEntries(fields.map((field) => [`#${field}`, ATTRIBUTE[field]]));

const lacks = (field: Field): Condition => ({
  expression: `attribute_not_exists(#${field})`,
  names: named(field),
});

/** What has expired counts as absent, though it may still be there. */
export const notExpired = (now: number): Condition =>
  either(lacks('expiresAt'), {
    expression: '#expiresAt > :now',
    names: named('expiresAt'),
    values: { ':now': now },
  });

export const expired = (now: number): Condition => ({
  expression: '#expiresAt <= :now',
  names: named('expiresAt'),
  values: { ':now': now },
});

/** Exactly the life and version that were read. */
export const asRead = ({ born, version }: Monitor): Condition => ({
  expression: '#born = :readBorn AND #version = :readVersion',
  names: named('born', 'version'),
  values: { ':readBorn': born, ':readVersion': version },
});

export const closedAsRead = (monitor: Monitor): Condition => {
  const closed = all(asRead(monitor), {
    expression: '#status = :closed',
    names: named('status'),
    values: { ':closed': 'closed' },
  });
  return { ...closed, expression: `(${closed.expression})` };
};

const notHeardAfter = (at: number): Condition =>
  either(lacks('lastBeatAt'), {
    expression: '#lastBeatAt <= :heardBy',
    names: named('lastBeatAt'),
    values: { ':heardBy': at },
  });

export function holds(guard: HeardGuard | undefined): Condition | undefined {
  if (!guard) return undefined;
  if ('atMost' in guard) return notHeardAfter(guard.atMost);
  if (guard.exactly === undefined) return lacks('lastBeatAt');
  return {
    expression: '#lastBeatAt = :heardAt',
    names: named('lastBeatAt'),
    values: { ':heardAt': guard.exactly },
  };
}

function accepts({ keyId, admin }: SteadyBeat['credential']): Condition | undefined {
  if (admin) return undefined;
  if (keyId === undefined) return lacks('keyId');
  return either(lacks('keyId'), {
    expression: '#keyId = :keyId',
    names: named('keyId'),
    values: { ':keyId': keyId },
  });
}

/** Names on the way to the last heartbeat of a run. */
export const runNames = (run: string): Record<string, string> => ({
  ...named('runs'),
  '#run': runName(run),
  '#heardAt': abbreviation('heardAt'),
});

/** Both say that the monitor exists; that it is not closed, the first says by its status. */
const isIn = (state: SteadyState): Condition =>
  'status' in state
    ? { expression: '#status = :status', names: named('status'), values: { ':status': state.status } }
    : {
        expression: 'attribute_exists(#runs.#run.#heardAt) AND #status <> :closed',
        names: { ...runNames(state.run), ...named('status') },
        values: { ':closed': 'closed' },
      };

/** A beat changes nothing but "heard at" where all of this holds. */
export const isSteady = ({ state, credential, record }: SteadyBeat, now: number): Condition =>
  all(isIn(state), lacks('streak'), notHeardAfter(record.at), accepts(credential), notExpired(now));

/** Born as said, and with something in its outbox that was published now. */
export const notPublished = (born: number, sequence: number): Condition =>
  all(
    {
      expression: '#born = :born',
      names: named('born'),
      values: { ':born': born },
    },
    {
      expression: '(#published < :published OR (#published = :published AND attribute_exists(#inherited)))',
      names: named('published', 'inherited'),
      values: { ':published': sequence },
    },
  );
